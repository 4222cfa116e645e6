/**
 * One message in full, and the list of deliveries.
 */
@NullMarked
@NamedInterface("message")
package io.onsrelay.search.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
