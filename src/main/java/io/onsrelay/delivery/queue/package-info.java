/**
 * The queue in the database: SQL only. What is due, claims, completions, attempts, the
 * throttle of each destination, and the repair of due times.
 * <p>
 * Of an ordering key, exactly one pending delivery is due: the head. A unit of work that
 * completes a delivery makes the next one of the key due; one that adds a delivery looks
 * for a pending one first, in the table and among what the same statement adds. On
 * PostgreSQL the unit of work locks the key for that (OrderingLock): a unit that writes
 * by what it has read, and that another replica could make untrue, names a lock.
 */
@NullMarked
package io.onsrelay.delivery.queue;

import org.jspecify.annotations.NullMarked;
