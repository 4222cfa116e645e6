/**
 * Finds the confirmation URL of a request, and admits only URLs of Oracle.
 */
@NullMarked
@NamedInterface("url")
package io.onsrelay.confirmation.url;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
