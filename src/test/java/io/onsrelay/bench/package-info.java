/**
 * The benchmark: the packaged jar as a process, load on it, and a destination that writes
 * down what arrives when. Started by {@code bench/run}; no part of the jar.
 */
@NullMarked
package io.onsrelay.bench;

import org.jspecify.annotations.NullMarked;
