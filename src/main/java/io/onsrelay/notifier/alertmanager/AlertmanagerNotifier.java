package io.onsrelay.notifier.alertmanager;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import io.onsrelay.event.SanitizedText;
import io.onsrelay.event.Sha256;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.AuthorizedHttp;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Posts alerts to Alertmanager. It keeps no alert for long that is not repeated, and none
 * across its restarts, so what fires is in a table and is repeated from there until its
 * end is delivered.
 */
final class AlertmanagerNotifier implements Notifier {

	private static final String VENDOR = "Alertmanager";

	/**
	 * A megabyte at most, mostly a tenth of it: an alert has texts of up to some thousand
	 * characters.
	 */
	private static final int ALERTS_OF_CALL = 100;

	/**
	 * An index of every database holds as much.
	 */
	private static final int MAX_KEY_CHARS = 255;

	private static final JsonMapper JSON = new JsonMapper();

	private final Logger logger = LoggerFactory.getLogger(AlertmanagerNotifier.class);

	private final Destination destination;

	private final AlertmanagerSettings settings;

	private final Secret url;

	private final AuthorizedHttp http;

	private final AlertRenderer renderer;

	private final FiringAlertTable firing;

	private final Resolutions resolutions;

	private final Clock clock;

	private volatile boolean failing;

	AlertmanagerNotifier(Destination destination, AlertmanagerSettings settings, AuthorizedHttp http,
			AlertRenderer renderer, FiringAlertTable firing, Resolutions resolutions, Clock clock) {
		this.destination = destination;
		this.settings = settings;
		this.url = Secret.of(settings.url().replaceAll("/+$", "") + "/api/v2/alerts");
		this.http = http;
		this.renderer = renderer;
		this.firing = firing;
		this.resolutions = resolutions;
		this.clock = clock;
	}

	Destination destination() {
		return this.destination;
	}

	Duration repeatEvery() {
		return this.settings.repeatEvery();
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		Optional<AlertmanagerAlert> alert = this.renderer.render(batch.getFirst(), this.settings.labels());
		if (alert.isEmpty()) {
			return Outcome.skipped(Reason.UNSUITABLE, AlertRenderer.NO_ALERT);
		}
		Optional<Instant> occurredAt = batch.getFirst().message().first().occurredAt();
		try {
			return alert.get().over() ? end(alert.get(), occurredAt) : fire(alert.get(), occurredAt);
		}
		// What was posted is posted again, which changes nothing.
		catch (StoreUnavailableException | DataAccessException ex) {
			return Outcome.retry(Reason.SERVER, "The store can't be read or written");
		}
	}

	private Outcome fire(AlertmanagerAlert alert, Optional<Instant> occurredAt) {
		Instant now = this.clock.instant();
		Instant from = AlertRenderer.bounded(alert.time(), now);
		if (alert.key() == null) {
			return post(List.of(AlertmanagerAlert.firing(alert.json(), from, null)));
		}
		String key = bounded(alert.key());
		Optional<Instant> resolvedAt = occurredAt.flatMap((time) -> this.resolutions.after(key, time));
		if (resolvedAt.isPresent()) {
			return Outcome.skipped(Reason.LATE,
					"what happened at %s was resolved at %s, which Alertmanager knows already".formatted(alert.time(),
							resolvedAt.get()));
		}
		Optional<ObjectNode> known = this.firing.find(key).map(AlertmanagerNotifier::parse);
		ObjectNode current = AlertmanagerAlert.firing(alert.json(),
				known.map((before) -> AlertmanagerAlert.startOf(before, from)).orElse(from), null);
		List<ObjectNode> alerts = new ArrayList<>(List.of(held(current, now)));
		known.filter((before) -> !sameLabels(before, current))
			.ifPresent((before) -> alerts.add(AlertmanagerAlert.ended(before, now)));
		Outcome outcome = post(alerts);
		if (outcome instanceof Outcome.Delivered) {
			this.firing.save(key, current.toString(), now.plus(this.settings.expiresAfter()));
		}
		return outcome;
	}

	private Outcome end(AlertmanagerAlert alert, Optional<Instant> occurredAt) {
		String key = bounded(String.valueOf(alert.key()));
		Optional<ObjectNode> known = this.firing.find(key).map(AlertmanagerNotifier::parse);
		ObjectNode over = alert.json().deepCopy();
		known.ifPresent((before) -> {
			over.set("labels", before.get("labels"));
			over.set("startsAt", before.get("startsAt"));
		});
		Outcome outcome = post(
				List.of(AlertmanagerAlert.ended(over, AlertRenderer.bounded(alert.time(), this.clock.instant()))));
		if (outcome instanceof Outcome.Delivered) {
			occurredAt.ifPresent((time) -> this.resolutions.record(key, time));
			this.firing.delete(key);
		}
		return outcome;
	}

	/**
	 * Posts every firing alert again, once.
	 * @throws StoreUnavailableException if the store can't be read now
	 */
	void repeat() {
		Instant now = this.clock.instant();
		Map<String, String> before = this.firing.firing(now);
		if (!before.isEmpty()) {
			repeat(before, now);
		}
		// At last: what can't be deleted now is repeated nevertheless
		this.firing.expire(now);
	}

	private void repeat(Map<String, String> before, Instant now) {
		Outcome outcome = postAll(before.values().stream().map((alert) -> held(parse(alert), now)).toList());
		// What ended meanwhile was made to fire again.
		Map<String, String> after = this.firing.firing(now);
		List<ObjectNode> ended = new ArrayList<>();
		before.forEach((key, alert) -> {
			if (!isSame(parse(alert), after.get(key))) {
				ended.add(AlertmanagerAlert.ended(parse(alert), this.clock.instant()));
			}
		});
		report((ended.isEmpty() || !(outcome instanceof Outcome.Delivered)) ? outcome : postAll(ended));
	}

	private static boolean isSame(ObjectNode alert, @Nullable String other) {
		return other != null && sameLabels(alert, parse(other));
	}

	private Outcome postAll(List<ObjectNode> alerts) {
		Outcome first = Outcome.delivered();
		for (int start = 0; start < alerts.size(); start += ALERTS_OF_CALL) {
			Outcome outcome = post(alerts.subList(start, Math.min(alerts.size(), start + ALERTS_OF_CALL)));
			// The others would expire, as if they were over
			if (first instanceof Outcome.Delivered) {
				first = outcome;
			}
		}
		return first;
	}

	private void report(Outcome outcome) {
		boolean fails = !(outcome instanceof Outcome.Delivered);
		if (fails && !this.failing) {
			this.logger.warn("The firing alerts of {} can't be repeated, and expire there after {} s: {}",
					this.destination, this.settings.hold().toSeconds(), outcome);
		}
		else if (!fails && this.failing) {
			this.logger.info("The firing alerts of {} are repeated again", this.destination);
		}
		this.failing = fails;
	}

	private ObjectNode held(ObjectNode alert, Instant now) {
		return AlertmanagerAlert.firing(alert, AlertmanagerAlert.startOf(alert, now), now.plus(this.settings.hold()));
	}

	private Outcome post(List<ObjectNode> alerts) {
		ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(alerts);
		return this.http.exchange(HttpCall.postJson(this.url, body), this::judge);
	}

	private Outcome judge(Response response) {
		if (response.successful()) {
			Outcome foreign = HttpOutcomes.ofForeignSuccess(response, VENDOR);
			return (foreign instanceof Outcome.Retry retry && retry.reason() == Reason.PROXY) ? foreign
					: Outcome.delivered();
		}
		Outcome outcome = HttpOutcomes.ofReceiver(response, VENDOR);
		return (outcome instanceof Outcome.Rejected rejected)
				? Outcome.rejected(rejected.reason(), "%s: %s".formatted(rejected.detail(),
						meaning(response.status()).formatted(this.destination.kind() + "." + this.destination.name())))
				: outcome;
	}

	private static String meaning(int status) {
		return switch (status) {
			case 401, 403 -> "the credentials are not accepted; check relay.notifier.%s";
			case 404, 405, 410 -> "no Alertmanager with API v2 answers there; check relay.notifier.%s.url";
			default ->
				"Alertmanager rejects the alert; check relay.notifier.%s.labels, or report a defect of ons-relay";
		};
	}

	private static boolean sameLabels(ObjectNode one, ObjectNode other) {
		return one.path("labels").equals(other.path("labels"));
	}

	private static ObjectNode parse(String alert) {
		try {
			return (ObjectNode) JSON.readTree(alert);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String bounded(String key) {
		return (key.length() <= MAX_KEY_CHARS) ? SanitizedText.of(key) : "sha256:" + Sha256.hex(key);
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.renderer.render(notification, this.settings.labels())
			.map(AlertmanagerNotifier::preview)
			.orElse("Nothing: " + AlertRenderer.NO_ALERT));
	}

	private static String preview(AlertmanagerAlert alert) {
		ObjectNode json = alert.json().deepCopy();
		json.put(alert.over() ? "endsAt" : "startsAt", alert.time().toString());
		return JsonNodeFactory.instance.arrayNode().add(json).toPrettyString();
	}

}
