package io.onsrelay.console.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.ListAddress;
import io.onsrelay.event.Content;
import io.onsrelay.event.Severity;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.MessageQuery;

/**
 * The filter of the list of messages, as its address has it.
 *
 * @param q what is searched for
 * @param destination a destination
 * @param state the state of a delivery
 * @param severity the severity
 * @param kind the kind of the message
 * @param topic the OCID of its topic
 * @param type its type
 * @param resource the id of its resource
 * @param compartment the OCID of its compartment
 * @param from the earliest time of receipt
 * @param until the time of receipt that it ends before
 * @param tz the zone of the times
 */
record MessageFilter(@Nullable String q, @Nullable String destination, @Nullable String state,
		@Nullable String severity, @Nullable String kind, @Nullable String topic, @Nullable String type,
		@Nullable String resource, @Nullable String compartment, @Nullable String from, @Nullable String until,
		@Nullable String tz) {

	public MessageQuery query() {
		try {
			return new MessageQuery(this.q, Inputs.time("from", this.from, this.tz),
					Inputs.time("until", this.until, this.tz), Inputs.word("kind", this.kind, Content.Kind.class),
					Inputs.word("severity", this.severity, Severity.class), this.topic, this.type, this.resource,
					this.compartment, Inputs.destination(this.destination),
					Inputs.word("state", this.state, DeliveryState.class), null);
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.badRequest(Objects.requireNonNullElse(ex.getMessage(), "The search can't be read."));
		}
	}

	/**
	 * Return whether a text is searched for.
	 */
	public boolean isSearched() {
		return this.q != null && !this.q.isBlank();
	}

	/**
	 * Return whether more than the text narrows the list.
	 */
	public boolean isDetailed() {
		Map<String, String> set = parameters();
		set.remove("q");
		return !set.isEmpty();
	}

	/**
	 * Return the conditions that have no field in the form.
	 */
	public Map<String, String> others() {
		Map<String, String> others = parameters();
		others.keySet().retainAll(Set.of("topic", "type", "resource", "compartment"));
		return others;
	}

	/**
	 * Return the address of the list from a cursor on.
	 */
	public String pathTo(@Nullable String cursor) {
		return ListAddress.of("/messages", parameters(), "cursor", cursor);
	}

	private Map<String, String> parameters() {
		Map<String, String> values = new LinkedHashMap<>();
		ListAddress.put(values, "q", this.q);
		ListAddress.put(values, "destination", this.destination);
		ListAddress.put(values, "state", this.state);
		ListAddress.put(values, "severity", this.severity);
		ListAddress.put(values, "kind", this.kind);
		ListAddress.put(values, "topic", this.topic);
		ListAddress.put(values, "type", this.type);
		ListAddress.put(values, "resource", this.resource);
		ListAddress.put(values, "compartment", this.compartment);
		ListAddress.put(values, "from", this.from);
		ListAddress.put(values, "until", this.until);
		return values;
	}

}
