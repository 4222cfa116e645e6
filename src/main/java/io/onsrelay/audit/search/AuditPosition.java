package io.onsrelay.audit.search;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A place in the order of lists: by time, and by number where the time is the same.
 *
 * @param receivedAt milliseconds since 1970-01-01 UTC
 * @param seq the number of the record
 */
record AuditPosition(long receivedAt, long seq) {

	private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

	/**
	 * Return the place of a record.
	 */
	static AuditPosition of(AuditItem item) {
		return new AuditPosition(item.receivedAt().toEpochMilli(), item.seq());
	}

	/**
	 * Return the place before all records of a time.
	 */
	static AuditPosition before(@Nullable Instant until) {
		return (until != null) ? new AuditPosition(millis(until), Long.MIN_VALUE)
				: new AuditPosition(Long.MAX_VALUE, Long.MAX_VALUE);
	}

	/**
	 * Return a time in milliseconds, the next whole one.
	 */
	static long millis(Instant time) {
		return time.minusNanos(1).toEpochMilli() + 1;
	}

	/**
	 * Parses a cursor.
	 */
	static AuditPosition parse(String cursor) {
		Matcher matcher = FORM.matcher(cursor);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("after is not what next of the page before was.");
		}
		return new AuditPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
	}

	@Override
	public String toString() {
		return this.receivedAt + "." + this.seq;
	}

}
