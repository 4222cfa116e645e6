/**
 * Outbound HTTP with safe defaults: a deadline for the whole exchange, no redirects,
 * small answers, and where asked for no way to an internal address.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "secret")
package io.onsrelay.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
