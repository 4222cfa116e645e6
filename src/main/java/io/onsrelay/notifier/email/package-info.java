/**
 * E-mail: messages as text and HTML, through an SMTP server.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "digest", "event", "notifier", "presentation", "resolution",
		"secret", "store" })
package io.onsrelay.notifier.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
