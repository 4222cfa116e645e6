package io.onsrelay.audit.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which records. All components that are there must match; one that is missing or blank
 * matches all records. Texts are compared whole, the kind in any case.
 *
 * @param messageId the id of the message, or of a record of the service itself
 * @param resource the resource that the record is about; for what an operator changed,
 * its target
 * @param kind one of {@link #KINDS}
 * @param type the type of the event, or what an operator did, such as
 * {@code silence.created}
 * @param topic the OCID of the topic
 * @param from received at this time or later
 * @param until received before this time
 */
public record AuditFilter(@Nullable String messageId, @Nullable String resource, @Nullable String kind,
		@Nullable String type, @Nullable String topic, @Nullable Instant from, @Nullable Instant until) {

	/**
	 * The kinds of records: of messages, and of the service itself.
	 */
	public static final List<String> KINDS = List.of("EVENT", "ALARM", "LOG", "PLAIN", "OPERATOR_CHANGE", "CUT",
			"ERASURE");

	/**
	 * All records.
	 */
	public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

	/**
	 * Reads blank texts as missing ones.
	 * @throws IllegalArgumentException if there is no such kind, with a sentence for the
	 * user
	 */
	public AuditFilter {
		messageId = strip(messageId);
		resource = strip(resource);
		kind = kind(strip(kind));
		type = strip(type);
		topic = strip(topic);
	}

	private static @Nullable String strip(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	private static @Nullable String kind(@Nullable String value) {
		if (value == null) {
			return null;
		}
		String kind = value.toUpperCase(Locale.ROOT);
		if (!KINDS.contains(kind)) {
			throw new IllegalArgumentException(
					"'%s' is no kind. Kinds are: %s.".formatted(value, String.join(", ", KINDS)));
		}
		return kind;
	}

	/**
	 * Return the filter for a span of time.
	 * @param from received at this time or later
	 * @param until received before this time
	 * @return the filter
	 */
	public static AuditFilter received(@Nullable Instant from, @Nullable Instant until) {
		return new AuditFilter(null, null, null, null, null, from, until);
	}

	/**
	 * Return whether only the time decides.
	 * @return {@code true} if no other component is there
	 */
	public boolean isOfTime() {
		return equals(received(this.from, this.until));
	}

}
