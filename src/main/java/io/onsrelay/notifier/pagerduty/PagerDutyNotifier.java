package io.onsrelay.notifier.pagerduty;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.secret.Secret;

/**
 * Sends events to the Events API v2. See
 * https://developer.pagerduty.com/docs/events-api-v2-overview.
 */
final class PagerDutyNotifier implements Notifier {

	private static final int ACCEPTED = 202;

	private static final String VENDOR = "PagerDuty";

	private static final int ERRORS_CHARS = 200;

	/**
	 * The approximate limit of one integration key, see
	 * https://developer.pagerduty.com/docs/events-api-v2-overview#rate-limiting.
	 */
	private static final Rate RATE = Rate.of(120, Duration.ofMinutes(1));

	private final Secret routingKey;

	private final String endpoint;

	private final OutboundHttp http;

	private final PagerDutyEvent event;

	private final ObjectReader reader = new JsonMapper().reader();

	PagerDutyNotifier(PagerDutySettings settings, OutboundHttp http, PagerDutyEvent event) {
		this.routingKey = settings.routingKey();
		this.endpoint = settings.endpoint().replaceAll("/+$", "");
		this.http = http;
		this.event = event;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		PagerDutyRequest request = this.event.render(batch.getFirst(), this.routingKey.reveal());
		HttpCall call = HttpCall.postJson(Secret.of(this.endpoint + request.path()), request.json());
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
		return Optional.of(this.event.render(notification, this.routingKey.toString()).json());
	}

	private Outcome judge(Response response) {
		if (response.status() == ACCEPTED) {
			return Outcome.delivered();
		}
		if (response.successful()) {
			// PagerDuty accepts with 202; a proxy's login page has status 200.
			return HttpOutcomes.ofForeignSuccess(response, VENDOR);
		}
		JsonNode errors = errors(response.body());
		return errors.isArray() ? HttpOutcomes.ofStatus(response.status(), response.retryAfter(),
				"HTTP " + response.status() + line(errors)) : HttpOutcomes.ofForeignStatus(response, VENDOR);
	}

	private JsonNode errors(String body) {
		try {
			return this.reader.readTree(body).path("errors");
		}
		catch (JsonProcessingException ex) {
			return MissingNode.getInstance();
		}
	}

	private String line(JsonNode array) {
		String errors = array.valueStream()
			.filter(JsonNode::isTextual)
			.map(JsonNode::textValue)
			.collect(Collectors.joining("; "));
		String line = errors.replace(this.routingKey.reveal(), this.routingKey.toString())
			.replaceAll("[\\s\\p{Cntrl}]+", " ");
		return line.isBlank() ? "" : ": " + ((line.length() > ERRORS_CHARS) ? line.substring(0, ERRORS_CHARS) : line);
	}

}
