package io.onsrelay.store.groupcommit;

import java.sql.Connection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The connection of the writer, and what units of work are given of it.
 *
 * @param connection the connection
 * @param jdbc what runs statements on it
 */
record WriterConnection(Connection connection, JdbcClient jdbc) {
}
