package io.onsrelay.presentation;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Severity;

/**
 * What a message says to a person. Its texts hold no secrets and are neither escaped nor
 * cut: that is for whoever knows the target.
 *
 * @param title what happened, in one line
 * @param severity how bad it is
 * @param status where it stands
 * @param resource the name of what it is about
 * @param resourceType what that is, in lower case: {@code instance}, {@code bucket}
 * @param region the region's full name, such as {@code eu-frankfurt-1}, or its key where
 * that is not known
 * @param compartment the name of the compartment, else its OCID
 * @param time when it happened
 * @param actor who did it: the principal of an audit record; {@code null} where the
 * message does not say
 * @param text what the route wants said below the title, in place of the facts;
 * {@code null} where it wants the facts
 * @param facts what else is worth reading, the most telling first
 * @param links where to look further
 */
public record Presentation(String title, Severity severity, Status status, @Nullable String resource,
		@Nullable String resourceType, @Nullable String region, @Nullable String compartment, Instant time,
		@Nullable String actor, @Nullable String text, List<Fact> facts, List<Link> links) {

	/**
	 * Copies the lists.
	 */
	public Presentation {
		facts = List.copyOf(facts);
		links = List.copyOf(links);
	}

	/**
	 * Return the same with another severity. What is over stays harmless.
	 * @param severity how bad it is
	 * @return the presentation
	 */
	Presentation withSeverity(Severity severity) {
		return (this.status == Status.RESOLVED) ? this
				: new Presentation(this.title, severity, this.status, this.resource, this.resourceType, this.region,
						this.compartment, this.time, this.actor, this.text, this.facts, this.links);
	}

	/**
	 * Return the same in other words.
	 * @param title what happened, in one line
	 * @param text what to say below it; {@code null} for the facts
	 * @return the presentation
	 */
	Presentation withTexts(String title, @Nullable String text) {
		return new Presentation(title, this.severity, this.status, this.resource, this.resourceType, this.region,
				this.compartment, this.time, this.actor, text, this.facts, this.links);
	}

	/**
	 * Where a thing stands.
	 */
	public enum Status {

		/**
		 * It has begun and goes on.
		 */
		STARTED,

		/**
		 * It is done.
		 */
		SUCCEEDED,

		/**
		 * It has failed.
		 */
		FAILED,

		/**
		 * Something is wrong.
		 */
		FIRING,

		/**
		 * What was wrong is over.
		 */
		RESOLVED,

		/**
		 * Something was said, and nothing follows from it.
		 */
		INFO

	}

	/**
	 * One thing worth reading.
	 *
	 * @param label what it is, in a word or two
	 * @param value the thing itself, never blank
	 * @param form how it wants to be shown
	 */
	public record Fact(String label, String value, Form form) {

		/**
		 * How a fact wants to be shown.
		 */
		public enum Form {

			/**
			 * A value beside its label.
			 */
			SHORT,

			/**
			 * Sentences below their label.
			 */
			PROSE,

			/**
			 * Lines of fixed width.
			 */
			CODE

		}

	}

	/**
	 * Where to look further.
	 *
	 * @param label what is to be seen there
	 * @param url an http or https URL of visible ASCII characters without angle brackets,
	 * quotes and bars
	 */
	public record Link(String label, String url) {
	}

}
