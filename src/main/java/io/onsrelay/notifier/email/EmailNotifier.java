package io.onsrelay.notifier.email;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Rate;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.resolution.LateMessages;

/**
 * Sends one mail to all recipients of a destination. Where the server takes it for some
 * of them only, the next attempt is for the others.
 */
final class EmailNotifier implements Notifier {

	/**
	 * Not the limit of a server, which is higher: from this rate on, users are better
	 * served by a digest.
	 */
	private static final Rate RATE = Rate.of(30, Duration.ofMinutes(1));

	private final EmailSettings settings;

	private final SmtpServer server;

	private final MailComposer composer;

	private final Presenter presenter;

	private final LateMessages late;

	private final Recipients recipients;

	EmailNotifier(EmailSettings settings, SmtpServer server, MailComposer composer, Presenter presenter,
			LateMessages late) {
		this.settings = settings;
		this.server = server;
		this.composer = composer;
		this.presenter = presenter;
		this.late = late;
		this.recipients = new Recipients(settings.to());
	}

	@Override
	public Batching batching() {
		return this.settings.batching();
	}

	@Override
	public Rate rate() {
		return RATE;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		return this.late.deliver(batch, this::send);
	}

	private Outcome send(List<Notification> batch) {
		List<String> keys = batch.stream().map(Notification::idempotencyKey).toList();
		List<String> waiting = this.recipients.without(keys);
		if (waiting.isEmpty()) {
			return Outcome.delivered();
		}
		SmtpServer.Submission submission = this.server.send(mail(batch), waiting);
		Set<String> accepted = submission.accepted();
		this.recipients.accepted(keys, accepted);
		int having = this.settings.to().size() - waiting.size() + accepted.size();
		Outcome outcome = submission.outcome(having, this.settings.to().size());
		// Those who take mails have this one: one for each message would go to the others
		return (outcome instanceof Outcome.Rejected rejected && having > 0 && batch.size() > 1)
				? Outcome.each(Collections.nCopies(batch.size(), rejected)) : outcome;
	}

	private Mail mail(List<Notification> batch) {
		if (batch.size() > 1) {
			return this.composer.compose(batch, MailContent.digest(batch, this::present));
		}
		Notification notification = batch.getFirst();
		return this.composer.compose(batch, MailContent.of(notification, present(notification)));
	}

	private Presentation present(Notification notification) {
		return this.late.mark(notification, this.presenter.present(notification)).presentation();
	}

	/**
	 * Renders the headers and the text part: the store is not asked whether the message
	 * is late.
	 */
	@Override
	public Optional<String> preview(Notification notification) {
		MailContent content = MailContent.of(notification, this.presenter.present(notification));
		return Optional.of(this.composer.compose(List.of(notification), content).preview());
	}

}
