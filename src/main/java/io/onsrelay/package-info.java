/**
 * The service's entry point; every room of the house is a package below.
 */
@NullMarked
package io.onsrelay;

import org.jspecify.annotations.NullMarked;
