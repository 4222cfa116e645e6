/**
 * Decides which topics messages are accepted from.
 */
@NullMarked
package io.onsrelay.ingest.access;

import org.jspecify.annotations.NullMarked;
