package io.onsrelay.notifier.slack;

import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;

/**
 * Makes a notifier for each configured channel.
 */
final class SlackNotifierFactory implements NotifierFactory<SlackSettings> {

	private final OutboundHttpFactory http;

	private final SlackPayload payload;

	SlackNotifierFactory(OutboundHttpFactory http, Presenter presenter) {
		this.http = http;
		this.payload = new SlackPayload(presenter);
	}

	@Override
	public String kind() {
		return "slack";
	}

	@Override
	public Class<SlackSettings> settings() {
		return SlackSettings.class;
	}

	@Override
	public Notifier create(Destination destination, SlackSettings settings) {
		return new SlackWebhook(settings.webhookUrl(), this.http.create(HttpSettings.within(settings.timeout())),
				this.payload);
	}

}
