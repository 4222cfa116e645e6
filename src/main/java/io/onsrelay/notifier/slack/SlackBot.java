package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.slack.SlackApi.Reply;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.resolution.LateMessages;

/**
 * Posts as a bot, with one thread for each resource or alarm. The thread's first message
 * shows the current state: each later message is a reply, and the first message is
 * updated. A resolve is also shown in the channel.
 * <p>
 * An alert storm is posted as one digest to the channel, outside of the threads.
 * <p>
 * The post or the reply is the delivery. A call that fails after it causes no second
 * attempt, which would post again: Slack has no idempotency key for messages. See
 * https://docs.slack.dev/reference/methods/chat.postMessage and
 * https://docs.slack.dev/reference/methods/chat.update.
 */
final class SlackBot implements Notifier {

	private static final String POST = "chat.postMessage";

	private static final String UPDATE = "chat.update";

	/**
	 * Errors that say that the thread's first message was deleted.
	 */
	private static final Set<String> DELETED = Set.of("thread_not_found", "message_not_found");

	private final Logger logger = LoggerFactory.getLogger(getClass());

	private final String channel;

	private final SlackApi api;

	private final SlackMessages messages;

	private final SlackThreads threads;

	private final Batching batching;

	SlackBot(String channel, SlackApi api, SlackMessages messages, SlackThreads threads, Batching batching) {
		this.messages = messages;
		this.batching = batching;
		this.channel = channel;
		this.api = api;
		this.threads = threads;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		return this.messages.deliver(batch, this::call);
	}

	private Outcome call(List<Notification> batch) {
		return (batch.size() > 1) ? this.api.call(POST, addressed(this.messages.digest(batch))).outcome()
				: deliver(batch.getFirst());
	}

	private Outcome deliver(Notification notification) {
		LateMessages.Shown shown = this.messages.present(notification);
		Presentation presentation = shown.presentation();
		String key = notification.message().orderingKey();
		if (!notification.message().hasOrderingKey()) {
			return this.api.call(POST, post(notification, presentation)).outcome();
		}
		// What is late belongs to the thread that is over, and changes nothing there.
		Optional<SlackThread> thread = this.threads.find(key, this.channel, resolves(presentation) || shown.late());
		if (shown.late()) {
			return tellLate(notification, presentation, thread);
		}
		return thread.map((found) -> reply(notification, presentation, found))
			.orElseGet(() -> begin(notification, presentation));
	}

	private Outcome tellLate(Notification notification, Presentation presentation, Optional<SlackThread> thread) {
		ObjectNode post = post(notification, presentation);
		if (thread.isPresent()) {
			Reply reply = this.api.call(POST, post.deepCopy().put("thread_ts", thread.get().ts()));
			if (!DELETED.contains(reply.error())) {
				return reply.outcome();
			}
		}
		return this.api.call(POST, post).outcome();
	}

	@Override
	public Batching batching() {
		return this.batching;
	}

	@Override
	public Rate rate() {
		return SlackPayload.RATE;
	}

	/**
	 * Renders the first message of a thread: the store is not asked for an existing one.
	 */
	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(post(notification, this.messages.payload().present(notification)).toPrettyString());
	}

	private Outcome begin(Notification notification, Presentation presentation) {
		Reply reply = this.api.call(POST, post(notification, presentation));
		if (reply.delivered() && !reply.ts().isEmpty()) {
			this.threads.begin(notification.message().orderingKey(), this.channel, reply.ts(), presentation.title(),
					resolves(presentation));
		}
		return reply.outcome();
	}

	private Outcome reply(Notification notification, Presentation presentation, SlackThread thread) {
		boolean resolve = resolves(presentation);
		ObjectNode post = post(notification, presentation).put("thread_ts", thread.ts())
			.put("reply_broadcast", resolve);
		Reply reply = this.api.call(POST, post);
		if (DELETED.contains(reply.error())) {
			return begin(notification, presentation);
		}
		if (reply.delivered()) {
			if (resolve) {
				this.threads.resolve(thread);
			}
			update(notification, presentation, thread);
		}
		return reply.outcome();
	}

	private void update(Notification notification, Presentation presentation, SlackThread thread) {
		Reply reply = this.api.call(UPDATE,
				this.messages.payload()
					.renderState(notification, presentation, thread.title())
					.put("channel", this.channel)
					.put("ts", thread.ts()));
		if (!reply.delivered()) {
			this.logger.debug("The first message of a thread could not be updated: {}", reply.outcome());
		}
		if (DELETED.contains(reply.error())) {
			this.threads.forget(thread);
		}
	}

	private ObjectNode post(Notification notification, Presentation presentation) {
		return addressed(this.messages.payload().render(notification, presentation));
	}

	private ObjectNode addressed(ObjectNode post) {
		return post.put("channel", this.channel).put("unfurl_links", false).put("unfurl_media", false);
	}

	private static boolean resolves(Presentation presentation) {
		return presentation.status() == Status.RESOLVED;
	}

}
