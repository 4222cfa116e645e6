/**
 * Replays of many dead letters: they are counted, submitted, followed and stopped.
 */
@NullMarked
package io.onsrelay.admin.replays;

import org.jspecify.annotations.NullMarked;
