/**
 * HTTP results as outcomes and calls with credentials, for every kind of notifier that
 * makes HTTP calls.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "http", "http :: url", "notifier", "secret" })
package io.onsrelay.notifier.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
