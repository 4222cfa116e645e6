/**
 * The training of a start: the service runs for a while on a store of its own, while the
 * Java runtime records what it loads and compiles.
 */
@NullMarked
package io.onsrelay.cli.training;

import org.jspecify.annotations.NullMarked;
