/**
 * The store: one writer that commits units of work in groups, its configuration, its
 * health and its meters.
 */
@NullMarked
package io.onsrelay.store.groupcommit;

import org.jspecify.annotations.NullMarked;
