/**
 * The native library of SQLite, which the driver brings along.
 */
@NullMarked
@NamedInterface("library")
package io.onsrelay.store.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
