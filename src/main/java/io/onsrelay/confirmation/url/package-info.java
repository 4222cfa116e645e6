/**
 * Finds the confirmation URL of a request, and admits only Oracle's.
 */
@NullMarked
package io.onsrelay.confirmation.url;

import org.jspecify.annotations.NullMarked;
