package io.onsrelay.notifier.webhook;

import java.time.Clock;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.TestSettings;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.presentation.Presenters;

/**
 * Webhooks as users configure them.
 */
final class Webhooks {

	static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	private Webhooks() {
	}

	/**
	 * Return the notifier of a webhook.
	 * @param http makes its client
	 * @param clock the clock of its signatures
	 * @param yaml its settings
	 * @throws io.onsrelay.config.InvalidConfigurationException if they are wrong
	 */
	static Notifier create(OutboundHttpFactory http, Clock clock, String yaml) {
		return new WebhookNotifierFactory(http, Presenters.standard(), clock).create(Destination.of("webhook/siem"),
				settings(yaml));
	}

	static WebhookSettings settings(String yaml) {
		Mistakes mistakes = new Mistakes();
		String indented = yaml.lines().map((line) -> "  " + line + "\n").reduce("", String::concat);
		WebhookSettings settings = TestSettings.ofYaml("relay.notifier.webhook.siem:\n" + indented)
			.binder()
			.bindEach("relay.notifier.webhook", WebhookSettings.class, mistakes)
			.get("siem");
		mistakes.refuse();
		if (settings == null) {
			throw new IllegalStateException("nothing is configured");
		}
		return settings;
	}

}
