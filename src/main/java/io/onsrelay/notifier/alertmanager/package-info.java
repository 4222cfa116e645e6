/**
 * Alertmanager: alarms and problems as alerts, which are repeated as long as they fire.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "http", "http :: url", "incident", "notifier", "notifier.http",
		"presentation", "resolution", "secret", "store", "timing" })
package io.onsrelay.notifier.alertmanager;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
