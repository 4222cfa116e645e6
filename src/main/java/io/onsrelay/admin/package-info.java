/**
 * The API for operators, below {@code /api}: an endpoint for each kind of resource. The
 * chain that checks who calls it is that of {@code login}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "audit :: checkpoint", "audit :: export", "audit :: search",
		"audit :: tree", "audit :: standing", "audit :: verification", "config", "delivery :: destination",
		"delivery :: operator", "event", "explanation", "journal", "notifier", "parser", "presentation", "replay",
		"routing", "routing :: diff", "routing :: reload", "routing :: severity", "search", "search :: message",
		"search :: topic", "silence", "silence :: model", "store", "testmessage" })
package io.onsrelay.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
