package io.onsrelay.notifier.email;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.LateMessages;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.store.Store;

/**
 * Creates a notifier for the recipients of each configured destination. Nothing of the
 * library for mail is loaded where there is none, and nothing is connected before the
 * first mail.
 */
final class EmailNotifierFactory implements NotifierFactory<EmailSettings> {

	private final Environment environment;

	private final ObjectProvider<SslBundles> bundles;

	private final Presenter presenter;

	private final Store store;

	private final Clock clock;

	EmailNotifierFactory(Environment environment, ObjectProvider<SslBundles> bundles, Presenter presenter, Store store,
			Clock clock) {
		this.environment = environment;
		this.bundles = bundles;
		this.presenter = presenter;
		this.store = store;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "email";
	}

	@Override
	public Class<EmailSettings> settings() {
		return EmailSettings.class;
	}

	@Override
	public Duration timeout(EmailSettings settings) {
		return settings.timeout();
	}

	@Override
	public Notifier create(Destination destination, EmailSettings settings) {
		SmtpServer server = SmtpServer.of(destination, settings, this.environment, this.bundles);
		MailComposer composer = new MailComposer(destination, settings, this.clock);
		LateMessages late = new LateMessages(new Resolutions(destination, this.store, this.clock),
				"the reader of these mails");
		return new EmailNotifier(settings, server, composer, this.presenter, late);
	}

	/**
	 * Renders the HTML part, for a browser.
	 */
	@Override
	public Optional<String> vendorPreview(Notification notification) {
		return Optional.of(new MailHtml().render(MailContent.of(notification, this.presenter.present(notification))));
	}

}
