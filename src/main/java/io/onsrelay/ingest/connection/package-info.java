/**
 * The connections of the endpoint's port: how many there may be, how long the head of a
 * request may take, and what is closed when there are too many.
 */
@NullMarked
package io.onsrelay.ingest.connection;

import org.jspecify.annotations.NullMarked;
