/**
 * Mute windows: the times at which a route holds back what is for people.
 */
@NullMarked
package io.onsrelay.routing.mute;

import org.jspecify.annotations.NullMarked;
