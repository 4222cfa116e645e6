/**
 * Outbound HTTP with safe defaults: a deadline for the whole exchange, no redirects,
 * small responses, and on request no calls to internal addresses.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "config", "secret" })
package io.onsrelay.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
