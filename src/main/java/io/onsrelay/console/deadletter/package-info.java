/**
 * The pages of dead letters and their replays.
 */
@NullMarked
package io.onsrelay.console.deadletter;

import org.jspecify.annotations.NullMarked;
