package io.onsrelay.notifier.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierFactory.MentionSyntax;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.slack.payload.BlockKitBuilderJson;
import io.onsrelay.notifier.slack.payload.SlackDigest;
import io.onsrelay.notifier.slack.payload.SlackMentions;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;

/**
 * Creates a notifier for each configured channel.
 */
final class SlackNotifierFactory implements NotifierFactory<SlackSettings> {

	private final OutboundHttpFactory http;

	private final SlackPayload payload;

	private final SlackDigest digest;

	private final Store store;

	private final Clock clock;

	SlackNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		this.http = http;
		this.store = store;
		this.clock = clock;
		this.payload = new SlackPayload(presenter);
		this.digest = new SlackDigest();
	}

	@Override
	public String kind() {
		return "slack";
	}

	@Override
	public Class<SlackSettings> settings() {
		return SlackSettings.class;
	}

	/**
	 * A bot may call twice: it posts, and then updates the first message of the thread.
	 */
	@Override
	public Duration timeout(SlackSettings settings) {
		return settings.timeout().multipliedBy((settings.token() != null) ? 2 : 1);
	}

	@Override
	public Notifier create(Destination destination, SlackSettings settings) {
		HttpSettings client = HttpSettings.within(settings.timeout());
		SlackErrors errors = new SlackErrors(destination);
		SlackMessages messages = new SlackMessages(this.payload, this.digest,
				new Resolutions(destination, this.store, this.clock));
		Secret webhook = settings.webhookUrl();
		if (webhook != null) {
			Function<Response, Outcome> answers = settings.compatible() ? errors::ofCompatibleWebhook
					: errors::ofWebhook;
			return new SlackWebhook(answers, webhook, this.http.create(client), messages, settings.batching());
		}
		SlackApi api = new SlackApi(errors, Objects.requireNonNull(settings.token()), settings.endpoint(),
				this.http.create(SlackApi.client(client)));
		SlackThreads threads = new SlackThreads(new SlackThreadTable(destination, this.store), this.clock,
				settings.threadMaxAge());
		return new SlackBot(Objects.requireNonNull(settings.channel()), api, messages, threads, settings.batching());
	}

	@Override
	public Optional<MentionSyntax> mentionSyntax() {
		return Optional.of(SlackMentions.SYNTAX);
	}

	@Override
	public Optional<String> vendorPreview(Notification notification) {
		return Optional.of(BlockKitBuilderJson.withoutLinks(this.payload.render(notification)));
	}

}
