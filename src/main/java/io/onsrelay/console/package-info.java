/**
 * The pages for operators: what happened to each message and why, dead letters,
 * destinations, silences, topics, routes and the audit log. They are drawn by the server,
 * work without JavaScript, and use the services that the API uses.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "audit :: search", "audit :: standing", "config",
		"delivery :: destination", "delivery :: operator", "event", "explanation", "journal", "notifier", "parser",
		"presentation", "replay", "routing", "routing :: diff", "routing :: reload", "search", "search :: message",
		"search :: topic", "signature", "silence", "silence :: model", "store", "testmessage" })
package io.onsrelay.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
