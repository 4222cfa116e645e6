/**
 * PagerDuty: alerts that open and resolve incidents, through the Events API v2.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "http", "notifier", "notifier.http", "presentation", "secret" })
package io.onsrelay.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
