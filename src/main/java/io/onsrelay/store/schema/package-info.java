/**
 * The tables of the store: whether they are of this release, and how they become so.
 */
@NullMarked
@NamedInterface("schema")
package io.onsrelay.store.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
