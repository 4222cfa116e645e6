package io.onsrelay.notifier.pagerduty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Sends events to the Events API v2. See
 * https://developer.pagerduty.com/docs/events-api-v2-overview.
 */
final class PagerDutyNotifier implements Notifier {

	private static final int ACCEPTED = 202;

	/**
	 * The approximate limit of one integration key, see
	 * https://developer.pagerduty.com/docs/events-api-v2-overview#rate-limiting.
	 */
	private static final Rate RATE = Rate.of(120, Duration.ofMinutes(1));

	private final Secret routingKey;

	private final String endpoint;

	private final OutboundHttp http;

	private final PagerDutyEvent event;

	private final PagerDutyErrors errors;

	private final Resolutions resolutions;

	PagerDutyNotifier(Destination destination, PagerDutySettings settings, OutboundHttp http, PagerDutyEvent event,
			Resolutions resolutions) {
		this.resolutions = resolutions;
		this.errors = new PagerDutyErrors(destination, settings.routingKey());
		this.routingKey = settings.routingKey();
		this.endpoint = settings.endpoint().replaceAll("/+$", "");
		this.http = http;
		this.event = event;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		PagerDutyRequest request = this.event.render(batch.getFirst(), this.routingKey.reveal());
		Alert alert = request.alert();
		Optional<Instant> time = alert.pairedTime(batch.getFirst());
		if (alert.action() == Alert.Action.TRIGGER && time.isPresent()) {
			try {
				Optional<Instant> resolvedAt = this.resolutions.after(alert.key(), time.get());
				if (resolvedAt.isPresent()) {
					return late(time.get(), resolvedAt.get());
				}
			}
			catch (StoreUnavailableException ex) {
				return Outcome.retry(Reason.SERVER, "The store can't be read");
			}
		}
		Outcome outcome = send(request);
		if (alert.action() == Alert.Action.RESOLVE && outcome instanceof Outcome.Delivered) {
			time.ifPresent((resolvedAt) -> this.resolutions.record(alert.key(), resolvedAt));
		}
		return outcome;
	}

	private static Outcome late(Instant occurredAt, Instant resolvedAt) {
		return Outcome.skipped(Reason.LATE, "what happened at %s was resolved at %s, which PagerDuty knows already"
			.formatted(occurredAt, resolvedAt));
	}

	private Outcome send(PagerDutyRequest request) {
		HttpCall call = HttpCall.postJson(Secret.of(this.endpoint + request.path()), request.event());
		return switch (this.http.exchange(call)) {
			case Response response -> judge(response);
			case NoResponse none -> HttpOutcomes.ofNoResponse(none);
		};
	}

	@Override
	public Rate rate() {
		return RATE;
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.event.render(notification, this.routingKey.toString()).event().toString());
	}

	private Outcome judge(Response response) {
		if (response.status() == ACCEPTED) {
			return Outcome.delivered();
		}
		if (response.successful()) {
			// PagerDuty accepts with 202; a proxy's login page has status 200.
			return HttpOutcomes.ofForeignSuccess(response, PagerDutyErrors.VENDOR);
		}
		return this.errors.of(response);
	}

}
