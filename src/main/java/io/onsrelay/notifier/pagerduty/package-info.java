/**
 * PagerDuty: alerts that open and resolve incidents, through the Events API v2.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "http", "http :: url", "incident", "notifier", "notifier.http",
		"presentation", "resolution", "secret", "store" })
package io.onsrelay.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
