package io.onsrelay.notifier.teams;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.LateMessages;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.store.Store;

/**
 * Creates a notifier for each configured channel.
 */
final class TeamsNotifierFactory implements NotifierFactory<TeamsSettings> {

	private final OutboundHttpFactory http;

	private final TeamsMessage message;

	private final Store store;

	private final Clock clock;

	TeamsNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		this.http = http;
		this.store = store;
		this.clock = clock;
		this.message = new TeamsMessage(presenter);
	}

	@Override
	public String kind() {
		return "teams";
	}

	@Override
	public Class<TeamsSettings> settings() {
		return TeamsSettings.class;
	}

	@Override
	public Duration timeout(TeamsSettings settings) {
		return settings.timeout();
	}

	@Override
	public Notifier create(Destination destination, TeamsSettings settings) {
		OutboundHttp client = this.http.create(HttpSettings.within(settings.timeout()));
		LateMessages late = new LateMessages(new Resolutions(destination, this.store, this.clock), "this channel");
		return new TeamsWebhook(destination, settings, client, this.message, late);
	}

	/**
	 * Renders the card alone, for https://adaptivecards.io/designer.
	 */
	@Override
	public Optional<String> vendorPreview(Notification notification) {
		return Optional.of(this.message.render(notification).at("/attachments/0/content").toPrettyString());
	}

}
