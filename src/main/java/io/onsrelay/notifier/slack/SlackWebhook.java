package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.secret.Secret;

/**
 * Posts to an incoming webhook. The webhook does not return the message's timestamp, so
 * that the message can be neither updated nor replied to. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/. Other chats
 * take the same messages, and answer in their own ways.
 */
final class SlackWebhook implements Notifier {

	private final Function<Response, Outcome> answers;

	private final Secret url;

	private final OutboundHttp http;

	private final SlackMessages messages;

	private final Batching batching;

	SlackWebhook(Function<Response, Outcome> answers, Secret url, OutboundHttp http, SlackMessages messages,
			Batching batching) {
		this.answers = answers;
		this.url = url;
		this.http = http;
		this.messages = messages;
		this.batching = batching;
	}

	@Override
	public Batching batching() {
		return this.batching;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		return this.messages.deliver(batch, this::call);
	}

	private Outcome call(List<Notification> batch) {
		return post((batch.size() > 1) ? this.messages.digest(batch) : render(batch.getFirst()));
	}

	private ObjectNode render(Notification notification) {
		return this.messages.payload().render(notification, this.messages.present(notification).presentation());
	}

	private Outcome post(ObjectNode post) {
		return switch (this.http.exchange(HttpCall.postJson(this.url, post))) {
			case Response response -> this.answers.apply(response);
			case NoResponse none -> HttpOutcomes.ofNoResponse(none);
		};
	}

	@Override
	public Rate rate() {
		return SlackPayload.RATE;
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.messages.payload().render(notification).toPrettyString());
	}

}
