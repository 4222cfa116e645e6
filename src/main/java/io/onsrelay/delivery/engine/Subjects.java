package io.onsrelay.delivery.engine;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;
import io.onsrelay.notifier.Notification;
import io.onsrelay.redaction.Redaction;

/**
 * Names what a notification is about in a line of the log: the message, and the resource
 * or alarm, as the sender wrote it but without secrets.
 */
final class Subjects {

	private static final int MAX_CHARS = 100;

	private final Redaction redaction;

	Subjects(Redaction redaction) {
		this.redaction = redaction;
	}

	/**
	 * Names the message, and the resource or alarm of its first content.
	 * @param notification the notification
	 * @return one line, such as {@code message 019…, resource web-1 (ocid1.instance…)}
	 */
	String of(Notification notification) {
		return "message " + notification.idempotencyKey() + subject(notification.message().first());
	}

	private String subject(Content content) {
		// A pattern of users may take long, and what it would hide is not known without
		if (this.redaction.hasExtraPatterns()) {
			return "";
		}
		return switch (content) {
			case Alarm alarm -> named("alarm", alarm.title(), null);
			case OciEvent event -> named("resource", event.resourceName(), event.resource());
			case LogRecord record -> named("resource", null, record.resourceId().orElse(null));
			case PlainText _ -> "";
		};
	}

	private String named(String kind, @Nullable String name, @Nullable String id) {
		if (name == null && id == null) {
			return "";
		}
		if (name == null || id == null) {
			return ", %s %s".formatted(kind, line((name != null) ? name : id));
		}
		return ", %s %s (%s)".formatted(kind, line(name), line(id));
	}

	private String line(@Nullable String text) {
		StringBuilder line = new StringBuilder();
		String redacted = this.redaction.redact(String.valueOf(text));
		redacted.codePoints()
			.limit(MAX_CHARS)
			.map((point) -> Character.isISOControl(point) ? ' ' : point)
			.forEachOrdered(line::appendCodePoint);
		return (line.length() < redacted.length()) ? line + "…" : line.toString();
	}

}
