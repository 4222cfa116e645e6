/**
 * The condition language of OCI's rules: parsing, matching, and why something does not
 * match.
 */
@NullMarked
package io.onsrelay.routing.condition;

import org.jspecify.annotations.NullMarked;
