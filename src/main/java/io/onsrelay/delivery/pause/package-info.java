/**
 * The pauses of destinations in the database: SQL only.
 */
@NullMarked
package io.onsrelay.delivery.pause;

import org.jspecify.annotations.NullMarked;
