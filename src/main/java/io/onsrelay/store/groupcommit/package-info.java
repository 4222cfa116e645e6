/**
 * The implementation of the store: a writer that commits units of work in groups, with
 * its configuration and meters.
 */
@NullMarked
package io.onsrelay.store.groupcommit;

import org.jspecify.annotations.NullMarked;
