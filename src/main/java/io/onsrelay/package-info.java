/**
 * The entry point of the application; each package below is a module.
 */
@NullMarked
package io.onsrelay;

import org.jspecify.annotations.NullMarked;
