/**
 * The interface between the store and its databases.
 */
@NullMarked
package io.onsrelay.store.database;

import org.jspecify.annotations.NullMarked;
