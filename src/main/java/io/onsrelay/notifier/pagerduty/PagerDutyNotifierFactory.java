package io.onsrelay.notifier.pagerduty;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.store.Store;

/**
 * Creates a notifier for each configured PagerDuty service.
 */
final class PagerDutyNotifierFactory implements NotifierFactory<PagerDutySettings> {

	private final OutboundHttpFactory http;

	private final PagerDutyEvent event;

	private final Store store;

	private final Clock clock;

	PagerDutyNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		this.http = http;
		this.store = store;
		this.clock = clock;
		this.event = new PagerDutyEvent(presenter);
	}

	@Override
	public String kind() {
		return "pagerduty";
	}

	@Override
	public Class<PagerDutySettings> settings() {
		return PagerDutySettings.class;
	}

	@Override
	public Duration timeout(PagerDutySettings settings) {
		return settings.timeout();
	}

	@Override
	public Notifier create(Destination destination, PagerDutySettings settings) {
		OutboundHttp client = this.http.create(HttpSettings.within(settings.timeout()));
		return new PagerDutyNotifier(destination, settings, client, this.event,
				new Resolutions(destination, this.store, this.clock));
	}

	@Override
	public List<Notification> divide(Notification notification) {
		return this.event.divide(notification);
	}

	@Override
	public boolean closesIncidents() {
		return true;
	}

}
