/**
 * The constructions that are tried on signatures: which bytes may be signed, and how.
 * They need a message and a key, and nothing else.
 */
@NullMarked
package io.onsrelay.signature.construction;

import org.jspecify.annotations.NullMarked;
