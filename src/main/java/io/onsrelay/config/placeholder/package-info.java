/**
 * Placeholders such as <code>${ONS_PASSWORD}</code> in the configuration: one without a
 * value fails the start, since Spring Boot would take its text for the value.
 */
@NullMarked
@NamedInterface("placeholder")
package io.onsrelay.config.placeholder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
