/**
 * The pages of silences.
 */
@NullMarked
package io.onsrelay.console.silence;

import org.jspecify.annotations.NullMarked;
