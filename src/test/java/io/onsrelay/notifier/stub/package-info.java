/**
 * A kind of notifier as anybody could add it: one package, and no edit anywhere else.
 */
@NullMarked
package io.onsrelay.notifier.stub;

import org.jspecify.annotations.NullMarked;
