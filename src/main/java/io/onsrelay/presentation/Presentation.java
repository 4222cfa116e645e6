package io.onsrelay.presentation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * How a message is shown to people. Its texts hold no secrets. They are neither escaped
 * nor cut, which is left to notifiers.
 *
 * @param title what happened, in one line
 * @param severity how much attention the message needs; the lowest for what is resolved
 * @param problemSeverity how bad the problem is that the message tells of: also where it
 * is over, so that what closes an incident is as bad as what opened it
 * @param status the status
 * @param resource the name of the resource, else its id
 * @param resourceType its type in lower case: {@code instance}, {@code bucket}
 * @param region the region's full name, such as {@code eu-frankfurt-1}, or its key where
 * the name is not known
 * @param compartment the name of the compartment, else its OCID
 * @param time when it happened
 * @param actor the principal of an audit record; {@code null} where the message does not
 * name one
 * @param text the text that the route's template puts below the title, in place of the
 * facts; {@code null} where the facts are shown
 * @param facts the facts, the most important first
 * @param links the links
 */
public record Presentation(String title, Severity severity, Severity problemSeverity, Status status,
		@Nullable String resource, @Nullable String resourceType, @Nullable String region, @Nullable String compartment,
		Instant time, @Nullable String actor, @Nullable String text, List<Fact> facts, List<Link> links) {

	/**
	 * Copies the lists.
	 */
	public Presentation {
		facts = List.copyOf(facts);
		links = List.copyOf(links);
	}

	/**
	 * Return whether no problem is reported.
	 * @return {@code true} if nothing failed and the severity is the lowest
	 */
	public boolean isInformational() {
		return this.severity == Severity.INFO && this.status != Status.FAILED;
	}

	/**
	 * Return how bad it is, and where it happened, in one line.
	 * @return severity, resource with its type, region and compartment
	 */
	public String place() {
		String type = this.resourceType;
		String name = this.resource;
		return joined(word(this.severity), (type != null && name != null) ? type + " " + name : name, this.region,
				this.compartment);
	}

	/**
	 * Return the whole in one line, where there is space for one only.
	 * @return the title, and what it does not say of severity and place
	 */
	public String line() {
		boolean named = this.resource != null && this.title.contains(this.resource);
		return joined(this.title, (this.severity.compareTo(Severity.WARNING) > 0) ? word(this.severity) : null,
				named ? null : this.resource, this.region, this.compartment);
	}

	private static String joined(@Nullable String... parts) {
		return Stream.of(parts).filter(Objects::nonNull).distinct().collect(Collectors.joining(" · "));
	}

	private static String word(Severity severity) {
		return severity.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return a copy with another severity. What is resolved needs no more attention than
	 * before: only the severity of its problem is another.
	 * @param severity the severity
	 * @return the copy
	 */
	Presentation withSeverity(Severity severity) {
		return copy(this.title, (this.status == Status.RESOLVED) ? this.severity : severity, severity, this.status,
				this.text, this.facts);
	}

	/**
	 * Return a copy for a message that came after the end of what it tells of was passed
	 * on: it is told, and needs no attention any more.
	 * @param note a sentence that says why
	 * @return the copy
	 */
	public Presentation late(String note) {
		return copy("Late: " + this.title, Severity.INFO, this.problemSeverity, Status.INFO, this.text, noted(note));
	}

	/**
	 * Return a copy with other texts.
	 * @param title the title, in one line
	 * @param text the text below it; {@code null} for the facts
	 * @return the copy
	 */
	Presentation withTexts(String title, @Nullable String text) {
		return copy(title, this.severity, this.problemSeverity, this.status, text, this.facts);
	}

	/**
	 * Return a copy with a note as its first fact.
	 * @param note a sentence
	 * @return the copy
	 */
	Presentation withNote(String note) {
		return copy(this.title, this.severity, this.problemSeverity, this.status, this.text, noted(note));
	}

	/**
	 * Return a copy with other links.
	 * @param links the links
	 * @return the copy
	 */
	Presentation withLinks(List<Link> links) {
		return copy(this.title, this.severity, this.problemSeverity, this.status, this.text, this.facts, links);
	}

	private List<Fact> noted(String note) {
		return Stream.concat(Stream.of(new Fact("Note", note, Fact.Form.SHORT)), this.facts.stream()).toList();
	}

	private Presentation copy(String title, Severity severity, Severity problemSeverity, Status status,
			@Nullable String text, List<Fact> facts) {
		return copy(title, severity, problemSeverity, status, text, facts, this.links);
	}

	private Presentation copy(String title, Severity severity, Severity problemSeverity, Status status,
			@Nullable String text, List<Fact> facts, List<Link> links) {
		return new Presentation(title, severity, problemSeverity, status, this.resource, this.resourceType, this.region,
				this.compartment, this.time, this.actor, text, facts, links);
	}

	/**
	 * The state of what the message is about.
	 */
	public enum Status {

		/**
		 * An action has begun.
		 */
		STARTED,

		/**
		 * An action has succeeded.
		 */
		SUCCEEDED,

		/**
		 * An action has failed.
		 */
		FAILED,

		/**
		 * A problem exists.
		 */
		FIRING,

		/**
		 * A problem is over.
		 */
		RESOLVED,

		/**
		 * Information without a state.
		 */
		INFO

	}

	/**
	 * A labelled value.
	 *
	 * @param label the label, in a word or two
	 * @param value the value, never blank
	 * @param form how to show it
	 */
	public record Fact(String label, String value, Form form) {

		/**
		 * How to show a fact.
		 */
		public enum Form {

			/**
			 * A value beside its label.
			 */
			SHORT,

			/**
			 * A time beside its label, as ISO 8601 in UTC. Where readers have zones of
			 * their own, it is shown in theirs.
			 */
			TIME,

			/**
			 * Sentences below their label.
			 */
			PROSE,

			/**
			 * Lines of fixed width.
			 */
			CODE,

			/**
			 * Tags beside their label, one in each line.
			 */
			TAGS

		}

		/**
		 * Return the value as running text.
		 * @return the value; tags are separated by commas
		 */
		public String text() {
			return (this.form == Form.TAGS) ? this.value.replace("\n", ", ") : this.value;
		}

	}

	/**
	 * A link to more information.
	 *
	 * @param label what the target shows
	 * @param url an http or https URL of visible ASCII characters without angle brackets,
	 * quotes and bars
	 */
	public record Link(String label, String url) {
	}

}
