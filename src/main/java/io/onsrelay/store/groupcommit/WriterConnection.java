package io.onsrelay.store.groupcommit;

import java.sql.Connection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The connection of the writer.
 *
 * @param connection the connection
 * @param jdbc runs statements on it, for units of work
 */
record WriterConnection(Connection connection, JdbcClient jdbc) {
}
