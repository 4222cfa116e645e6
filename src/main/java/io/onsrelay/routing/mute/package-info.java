/**
 * Mute windows: the times at which routes notify no users.
 */
@NullMarked
package io.onsrelay.routing.mute;

import org.jspecify.annotations.NullMarked;
