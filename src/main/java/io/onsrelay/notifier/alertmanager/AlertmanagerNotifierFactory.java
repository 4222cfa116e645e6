package io.onsrelay.notifier.alertmanager;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.notifier.http.AuthorizedHttp;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.store.Store;

/**
 * Creates a notifier for each configured Alertmanager.
 */
final class AlertmanagerNotifierFactory implements NotifierFactory<AlertmanagerSettings> {

	private final List<AlertmanagerNotifier> notifiers = new CopyOnWriteArrayList<>();

	private final OutboundHttpFactory http;

	private final AlertRenderer renderer;

	private final Store store;

	private final Clock clock;

	AlertmanagerNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		this.http = http;
		this.renderer = new AlertRenderer(presenter);
		this.store = store;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "alertmanager";
	}

	@Override
	public Class<AlertmanagerSettings> settings() {
		return AlertmanagerSettings.class;
	}

	@Override
	public Duration timeout(AlertmanagerSettings settings) {
		return settings.timeout();
	}

	@Override
	public Notifier create(Destination destination, AlertmanagerSettings settings) {
		AlertmanagerNotifier notifier = new AlertmanagerNotifier(destination, settings, calls(settings), this.renderer,
				new FiringAlertTable(destination, this.store), new Resolutions(destination, this.store, this.clock),
				this.clock);
		this.notifiers.add(notifier);
		return notifier;
	}

	private AuthorizedHttp calls(AlertmanagerSettings settings) {
		OutboundHttp client = this.http.create(HttpSettings.within(settings.timeout()));
		if (settings.username() != null) {
			return AuthorizedHttp.basic(client, settings.username(), Objects.requireNonNull(settings.password()));
		}
		return (settings.token() != null) ? AuthorizedHttp.bearer(client, settings.token())
				: AuthorizedHttp.plain(client);
	}

	/**
	 * Return the notifiers that were created.
	 */
	List<AlertmanagerNotifier> notifiers() {
		return List.copyOf(this.notifiers);
	}

	@Override
	public List<Notification> divide(Notification notification) {
		return this.renderer.divide(notification);
	}

	@Override
	public Optional<String> objection(PagerAction action) {
		return (action == PagerAction.CHANGE)
				? Optional.of("a change is no alert, so Alertmanager would get nothing by this route.")
				: Optional.empty();
	}

	@Override
	public boolean closesIncidents() {
		return true;
	}

}
