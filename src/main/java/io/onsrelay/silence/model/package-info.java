/**
 * The values of silences: what they say, what a preview shows, and what was held back.
 */
@NullMarked
@NamedInterface("model")
package io.onsrelay.silence.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
