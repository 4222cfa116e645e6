package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;

/**
 * Posts as a bot. Slack knows no idempotency key for that: a message whose answer is lost
 * is posted again. See https://docs.slack.dev/reference/methods/chat.postMessage.
 */
final class SlackBot implements Notifier {

	private final String channel;

	private final SlackApi api;

	private final SlackPayload payload;

	SlackBot(String channel, SlackApi api, SlackPayload payload) {
		this.channel = channel;
		this.api = api;
		this.payload = payload;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		return this.api.call("chat.postMessage", post(batch.getFirst())).outcome();
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(post(notification).toPrettyString());
	}

	private ObjectNode post(Notification notification) {
		return this.payload.render(notification)
			.put("channel", this.channel)
			.put("unfurl_links", false)
			.put("unfurl_media", false);
	}

}
