/**
 * What the store needs of a database, whichever it is.
 */
@NullMarked
package io.onsrelay.store.database;

import org.jspecify.annotations.NullMarked;
