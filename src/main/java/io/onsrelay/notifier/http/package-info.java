/**
 * HTTP results as outcomes, for every kind of notifier that makes HTTP calls.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "http", "notifier" })
package io.onsrelay.notifier.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
