/**
 * The lanes, one for each destination, and their threads: they claim what is due, call
 * the notifiers within the limits of each destination, and record the attempts.
 */
@NullMarked
package io.onsrelay.delivery.engine;

import org.jspecify.annotations.NullMarked;
