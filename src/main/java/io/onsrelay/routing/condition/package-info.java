/**
 * The condition language of OCI Events rules: parsing, matching, and explanations of
 * mismatches.
 */
@NullMarked
@NamedInterface("condition")
package io.onsrelay.routing.condition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
