package io.onsrelay.notice;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.onsrelay.event.Severity;

/**
 * What the service tells about a problem that it has found, or about the end of one.
 *
 * @param problem identifies the problem, from its first notice to its last
 * @param over whether the problem is over
 * @param severity how bad the problem is
 * @param title a few words
 * @param text what is known, and what to do; sentences without secrets
 * @param at when it happened; a notice with the same problem and time is told once
 * @param facts names and values, such as the OCID of the topic
 */
public record Notice(String problem, boolean over, Severity severity, String title, String text, Instant at,
		Map<String, String> facts) {

	/**
	 * Takes a copy of the facts.
	 */
	public Notice {
		facts = Map.copyOf(facts);
	}

	/**
	 * Creates a notice of a problem.
	 * @param problem identifies the problem
	 * @param severity how bad it is
	 * @param title a few words
	 * @param text what is known, and what to do
	 * @param at when it happened
	 * @param facts names and values
	 * @return the notice
	 */
	public static Notice of(String problem, Severity severity, String title, String text, Instant at,
			Map<String, String> facts) {
		return new Notice(problem, false, severity, title, text, at, facts);
	}

	/**
	 * Creates the notice that a problem is over.
	 * @param problem identifies the problem
	 * @param severity how bad it was
	 * @param title a few words
	 * @param text what is known
	 * @param at when it happened
	 * @param facts names and values
	 * @return the notice
	 */
	public static Notice over(String problem, Severity severity, String title, String text, Instant at,
			Map<String, String> facts) {
		return new Notice(problem, true, severity, title, text, at, facts);
	}

	/**
	 * Return the facts in the order of their names, so that each replica writes the same.
	 */
	Map<String, String> sortedFacts() {
		return new TreeMap<>(this.facts);
	}

}
