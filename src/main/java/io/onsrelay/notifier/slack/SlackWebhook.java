package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.notifier.slack.payload.SlackDigest;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.secret.Secret;

/**
 * Posts to an incoming webhook. The webhook does not return the message's timestamp, so
 * that the message can be neither updated nor replied to. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/.
 */
final class SlackWebhook implements Notifier {

	private static final String DELIVERED = "ok";

	private final SlackErrors errors;

	private final Secret url;

	private final OutboundHttp http;

	private final SlackPayload payload;

	private final SlackDigest digest;

	private final Batching batching;

	SlackWebhook(SlackErrors errors, Secret url, OutboundHttp http, SlackPayload payload, SlackDigest digest,
			Batching batching) {
		this.errors = errors;
		this.url = url;
		this.http = http;
		this.payload = payload;
		this.digest = digest;
		this.batching = batching;
	}

	@Override
	public Batching batching() {
		return this.batching;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		ObjectNode post = (batch.size() > 1) ? this.digest.render(batch) : this.payload.render(batch.getFirst());
		return switch (this.http.exchange(HttpCall.postJson(this.url, post.toString()))) {
			case Response response -> judge(response);
			case NoResponse none -> HttpOutcomes.ofNoResponse(none);
		};
	}

	@Override
	public Rate rate() {
		return SlackPayload.RATE;
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.payload.render(notification).toPrettyString());
	}

	private Outcome judge(Response response) {
		if (response.successful()) {
			return response.body().strip().equals(DELIVERED) ? Outcome.delivered()
					: SlackErrors.ofUnexpectedResponse(response);
		}
		return this.errors.ofStatus(response, SlackErrors.webhookCode(response.body()));
	}

}
