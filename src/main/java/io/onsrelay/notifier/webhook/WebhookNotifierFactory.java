package io.onsrelay.notifier.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.onsrelay.cloudevents.CloudEvents;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.http.AuthorizedHttp;
import io.onsrelay.presentation.MessageTemplate;
import io.onsrelay.presentation.Presenter;

/**
 * Creates a notifier for each configured receiver.
 */
final class WebhookNotifierFactory implements NotifierFactory<WebhookSettings> {

	private final OutboundHttpFactory http;

	private final Presenter presenter;

	private final CloudEvents events;

	private final Clock clock;

	WebhookNotifierFactory(OutboundHttpFactory http, Presenter presenter, Clock clock) {
		this.http = http;
		this.presenter = presenter;
		this.events = new CloudEvents(presenter);
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "webhook";
	}

	@Override
	public Class<WebhookSettings> settings() {
		return WebhookSettings.class;
	}

	/**
	 * An access token may have to be asked for first.
	 */
	@Override
	public Duration timeout(WebhookSettings settings) {
		return settings.timeout().multipliedBy((settings.oauth2() != null) ? 2 : 1);
	}

	@Override
	public Notifier create(Destination destination, WebhookSettings settings) {
		String property = "relay.notifier.%s.%s".formatted(destination.kind(), destination.name());
		WebhookPost.Renderer renderer = renderer(settings, property);
		Map<String, String> headers = WebhookHeaders.read(settings, property);
		return new WebhookNotifier(settings, property, calls(settings, property), renderer, headers, this.clock);
	}

	private AuthorizedHttp calls(WebhookSettings settings, String property) {
		OutboundHttp client = this.http.create(HttpSettings.within(settings.timeout()));
		if (settings.username() != null) {
			return AuthorizedHttp.basic(client, settings.username(), Objects.requireNonNull(settings.password()));
		}
		if (settings.token() != null) {
			return AuthorizedHttp.bearer(client, settings.token());
		}
		return (settings.oauth2() != null) ? AuthorizedHttp.oauth2(client, this.http, settings.oauth2(),
				property + ".oauth2", settings.timeout(), this.clock) : AuthorizedHttp.plain(client);
	}

	private WebhookPost.Renderer renderer(WebhookSettings settings, String property) {
		return switch (settings.body()) {
			case CLOUDEVENTS -> new WebhookPost.CloudEventsRenderer(this.events);
			case ORIGINAL -> new WebhookPost.OriginalRenderer(settings.contentType(), this.presenter);
			case TEMPLATE -> template(settings, property + ".template");
		};
	}

	private WebhookPost.Renderer template(WebhookSettings settings, String property) {
		String contentType = Objects.requireNonNullElse(settings.contentType(), WebhookPost.JSON);
		boolean json = WebhookPost.isJson(contentType);
		MessageTemplate template = this.presenter.template(Objects.requireNonNull(settings.template()), json);
		Optional<String> problem = template.problem();
		if (problem.isPresent()) {
			throw new InvalidConfigurationException(property, problem.get(), json
					? """
							Correct the template. It is written in Mustache, see https://mustache.github.io/mustache.5.html. In JSON, \
							put "{{…}}" in quotes, and take {{{json}}} for the whole message as JSON; or set another content-type."""
					: "Correct the template. It is written in Mustache, see https://mustache.github.io/mustache.5.html.");
		}
		return new WebhookPost.TemplateRenderer(contentType, template);
	}

}
