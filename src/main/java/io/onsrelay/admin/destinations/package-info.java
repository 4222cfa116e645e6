/**
 * The destinations, with what waits for each.
 */
@NullMarked
package io.onsrelay.admin.destinations;

import org.jspecify.annotations.NullMarked;
