/**
 * The database on a PostgreSQL server.
 */
@NullMarked
package io.onsrelay.store.postgres;

import org.jspecify.annotations.NullMarked;
