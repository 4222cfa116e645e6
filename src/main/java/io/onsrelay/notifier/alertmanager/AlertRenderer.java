package io.onsrelay.notifier.alertmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.Sha256;
import io.onsrelay.incident.Incident;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presenter;

/**
 * Renders messages as alerts. Labels identify an alert, so they hold nothing that changes
 * from its beginning to its end but the severity; the rest are annotations. See
 * https://prometheus.io/docs/alerting/latest/alerts_api/.
 */
final class AlertRenderer {

	static final String NO_ALERT = "it neither opens nor closes an incident and reports no problem, so there is no alert";

	/**
	 * The names of the labels that come from the message.
	 */
	static final Set<String> LABELS = Set.of("alertname", "kind", "severity", "region", "compartment", "resource",
			"alarm", "incident");

	private static final int LABEL_CHARS = 255;

	private static final int ANNOTATION_CHARS = 4_000;

	/**
	 * More than 64 KB of alarms or events have, which is what ONS publishes at most.
	 */
	private static final int MAX_PARTS = 200;

	private final Presenter presenter;

	AlertRenderer(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @param labels further labels
	 * @return the alert; empty if there is none
	 */
	Optional<AlertmanagerAlert> render(Notification notification, Map<String, String> labels) {
		Presentation presentation = this.presenter.present(notification);
		return subject(notification, presentation).map((subject) -> {
			ObjectNode json = JsonNodeFactory.instance.objectNode();
			json.set("labels", labels(notification.message(), presentation, subject, labels));
			json.set("annotations", annotations(notification, presentation));
			presentation.links().stream().findFirst().ifPresent((link) -> json.put("generatorURL", link.url()));
			return new AlertmanagerAlert(subject.key(), subject.over(), notification.message().occurredAt(), json);
		});
	}

	/**
	 * Divides a batch: each record that is an alert by itself, and all the others.
	 * @param notification a notification of several records
	 * @return its parts
	 */
	List<Notification> divide(Notification notification) {
		BitSet others = new BitSet();
		List<Notification> parts = new ArrayList<>();
		List<Content> records = notification.message().contents();
		for (int i = 0; i < records.size(); i++) {
			if (parts.size() < MAX_PARTS && isAlert(notification, records.get(i))) {
				parts.add(notification.part(i));
			}
			else {
				others.set(i);
			}
		}
		if (!others.isEmpty()) {
			parts.add(notification.part(others));
		}
		return parts;
	}

	private boolean isAlert(Notification notification, Content record) {
		return switch (notification.overrides().action()) {
			case AUTO -> Incidents.of(record).isPresent()
					|| (!(record instanceof PlainText) && !this.presenter.isInformational(notification, record));
			case TRIGGER, RESOLVE -> Incidents.of(record).isPresent() || record.orderingKey().isPresent();
			case CHANGE -> false;
		};
	}

	private static Optional<Subject> subject(Notification notification, Presentation presentation) {
		Message message = notification.message();
		Optional<Subject> incident = ((message.contents().size() == 1) ? Incidents.of(message.first())
				: Optional.<Incident>empty())
			.map((found) -> new Subject(found.kind(), found.key(), found.closes()));
		return switch (notification.overrides().action()) {
			case AUTO -> incident.or(() -> problem(message, presentation));
			case TRIGGER -> Optional.of(chosen(message, incident, false));
			case RESOLVE -> Optional.of(chosen(message, incident, true)).filter((subject) -> subject.key() != null);
			case CHANGE -> Optional.empty();
		};
	}

	private static Optional<Subject> problem(Message message, Presentation presentation) {
		boolean none = presentation.isInformational() || presentation.status() == Presentation.Status.RESOLVED;
		return none ? Optional.empty() : Optional.of(new Subject(kind(message), null, false));
	}

	private static Subject chosen(Message message, Optional<Subject> incident, boolean over) {
		return incident.map((found) -> new Subject(found.kind(), found.key(), over))
			.orElseGet(() -> new Subject(message.hasOrderingKey() ? "resource" : kind(message),
					message.hasOrderingKey() ? message.orderingKey() : null, over));
	}

	private static String kind(Message message) {
		return message.kind().name().toLowerCase(Locale.ROOT);
	}

	// All names are those of LABELS
	private ObjectNode labels(Message message, Presentation presentation, Subject subject, Map<String, String> more) {
		ObjectNode labels = JsonNodeFactory.instance.objectNode();
		more.forEach((name, value) -> put(labels, name, value, LABEL_CHARS));
		put(labels, "alertname", name(message, subject), LABEL_CHARS);
		put(labels, "kind", subject.kind(), LABEL_CHARS);
		put(labels, "severity", presentation.problemSeverity().name().toLowerCase(Locale.ROOT), LABEL_CHARS);
		put(labels, "region", presentation.region(), LABEL_CHARS);
		put(labels, "compartment", presentation.compartment(), LABEL_CHARS);
		put(labels, "resource", presentation.resource(), LABEL_CHARS);
		if (message.first() instanceof Alarm alarm) {
			put(labels, "alarm", alarmId(alarm), LABEL_CHARS);
		}
		if (subject.key() != null) {
			put(labels, "incident", shown(subject.key()), LABEL_CHARS);
		}
		return labels;
	}

	private String name(Message message, Subject subject) {
		String name = (message.first() instanceof Alarm alarm) ? Objects.toString(alarm.title(), "")
				: (subject.key() != null) ? "" : message.first().type().orElse("");
		String line = clean(this.presenter.withoutSecrets(name), LABEL_CHARS).replaceAll("\\s+", " ");
		return line.isEmpty() ? "OCI " + subject.kind() : line;
	}

	private @Nullable String alarmId(Alarm alarm) {
		return alarm.metadata()
			.stream()
			.map(Alarm.Metadata::alarmId)
			.filter(Objects::nonNull)
			.findFirst()
			.map(this.presenter::withoutSecrets)
			.orElse(null);
	}

	// A key that is too long or holds a secret becomes its digest.
	private String shown(String key) {
		boolean shown = key.length() <= LABEL_CHARS && this.presenter.withoutSecrets(key).equals(key);
		return shown ? key : "sha256:" + Sha256.hex(key);
	}

	private static ObjectNode annotations(Notification notification, Presentation presentation) {
		ObjectNode annotations = JsonNodeFactory.instance.objectNode();
		put(annotations, "summary", presentation.title(), ANNOTATION_CHARS);
		put(annotations, "description",
				(presentation.text() != null) ? presentation.text()
						: presentation.facts()
							.stream()
							.map((fact) -> fact.label() + ": " + fact.text())
							.collect(Collectors.joining("\n")),
				ANNOTATION_CHARS);
		presentation.links()
			.stream()
			.findFirst()
			.ifPresent((link) -> put(annotations, "link", link.url(), ANNOTATION_CHARS));
		put(annotations, "route", notification.route(), LABEL_CHARS);
		put(annotations, "message_id", notification.message().id().toString(), LABEL_CHARS);
		put(annotations, "records", notification.message().records().inWords(), LABEL_CHARS);
		return annotations;
	}

	private static void put(ObjectNode object, String name, @Nullable String value, int maxChars) {
		String text = (value != null) ? clean(value, maxChars) : "";
		if (!text.isEmpty()) {
			object.put(name, text);
		}
	}

	// Cuts between code points, and leaves out control characters.
	private static String clean(String text, int maxChars) {
		StringBuilder kept = new StringBuilder();
		text.codePoints()
			.filter((point) -> point == '\n' || !Character.isISOControl(point))
			.limit(maxChars)
			.forEachOrdered(kept::appendCodePoint);
		return kept.toString().strip();
	}

	/**
	 * Return a time that Alertmanager accepts: not in the future, and not before 1970.
	 * @param time a sender's time
	 * @param now the current time
	 */
	static Instant bounded(Instant time, Instant now) {
		if (time.isAfter(now)) {
			return now;
		}
		return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
	}

	/**
	 * What an alert is about.
	 *
	 * @param kind a word for it
	 * @param key the key of the incident; {@code null} if nothing ends it
	 * @param over whether it is over
	 */
	private record Subject(String kind, @Nullable String key, boolean over) {
	}

}
