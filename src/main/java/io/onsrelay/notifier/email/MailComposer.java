package io.onsrelay.notifier.email;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import io.onsrelay.event.Message;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;

/**
 * Composes the mails of a destination: headers, a text part and an HTML part, and the
 * original where that is asked for.
 * <p>
 * Each attempt has the same Message-ID, by which many servers recognise a mail that comes
 * twice. All mails about one resource or alarm refer to one mail that never existed, so
 * that mail programs show them as a thread whichever of them a reader has. See
 * https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4,
 * https://www.rfc-editor.org/rfc/rfc2919 for List-Id and
 * https://www.rfc-editor.org/rfc/rfc3834#section-5 for Auto-Submitted.
 */
final class MailComposer {

	private static final int SUBJECT_CHARS = 200;

	/**
	 * 128 bits.
	 */
	private static final int ID_CHARS = 32;

	private final String destination;

	private final EmailSettings settings;

	private final Clock clock;

	private final String domain;

	private final String listId;

	private final MailHtml html = new MailHtml();

	MailComposer(Destination destination, EmailSettings settings, Clock clock) {
		this.destination = destination.toString();
		this.settings = settings;
		this.clock = clock;
		this.domain = settings.from().substring(settings.from().lastIndexOf('@') + 1).replace(">", "");
		this.listId = "ons-relay %s <%s.ons-relay.%s>".formatted(this.destination,
				destination.name().toLowerCase(Locale.ROOT).replace('.', '-'), this.domain);
	}

	/**
	 * Composes a mail.
	 * @param batch what it is about: one message, or those of a digest
	 * @param content what it says
	 * @return the mail, addressed to all recipients
	 */
	Mail compose(List<Notification> batch, MailContent content) {
		String keys = batch.stream().map(Notification::idempotencyKey).collect(Collectors.joining(" "));
		String text = MailText.render(content);
		Mail mail = new Mail(id("", keys), text);
		try {
			mail.setFrom(sender());
			mail.setRecipients(RecipientType.TO, String.join(", ", this.settings.to()));
			mail.setSubject(MailText.line(content.title(), SUBJECT_CHARS), StandardCharsets.UTF_8.name());
			mail.setSentDate(Date.from(this.clock.instant()));
			mail.setHeader("List-Id", this.listId);
			mail.setHeader("Auto-Submitted", "auto-generated");
			// Exchange answers to Auto-Submitted all the same.
			mail.setHeader("X-Auto-Response-Suppress", "All");
			thread(batch).ifPresent((thread) -> refer(mail, thread));
			mail.setContent(parts(batch, text, this.html.render(content)));
			mail.saveChanges();
			return mail;
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("A mail could not be composed", ex);
		}
	}

	private InternetAddress sender() throws MessagingException {
		String from = this.settings.from();
		int address = from.indexOf('<');
		if (address < 0) {
			return new InternetAddress(from);
		}
		InternetAddress sender = new InternetAddress(from.substring(address + 1, from.length() - 1));
		try {
			sender.setPersonal(from.substring(0, address).strip(), StandardCharsets.UTF_8.name());
		}
		catch (UnsupportedEncodingException ex) {
			throw new IllegalStateException("Every Java platform has UTF-8", ex);
		}
		return sender;
	}

	// What a digest sums up belongs to several threads.
	private Optional<String> thread(List<Notification> batch) {
		Message message = batch.getFirst().message();
		return (batch.size() == 1 && message.hasOrderingKey()) ? Optional.of(id("thread.", message.orderingKey()))
				: Optional.empty();
	}

	private static void refer(Mail mail, String thread) {
		try {
			mail.setHeader("In-Reply-To", thread);
			mail.setHeader("References", thread);
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("A new mail takes headers", ex);
		}
	}

	private String id(String prefix, String key) {
		return "<%s%s@%s>".formatted(prefix, Sha256.hex(this.destination + " " + key).substring(0, ID_CHARS),
				this.domain);
	}

	private MimeMultipart parts(List<Notification> batch, String text, String page) throws MessagingException {
		MimeMultipart alternative = new MimeMultipart("alternative", part(text, "plain"), part(page, "html"));
		if (!this.settings.attachOriginal() || batch.size() > 1) {
			return alternative;
		}
		MimeBodyPart shown = new MimeBodyPart();
		shown.setContent(alternative);
		return new MimeMultipart("mixed", shown, attachment(batch.getFirst().message()));
	}

	private static MimeBodyPart part(String text, String subtype) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setText(text, StandardCharsets.UTF_8.name(), subtype);
		return part;
	}

	// The exact bytes, as an attachment of a type that no program runs.
	private static MimeBodyPart attachment(Message message) throws MessagingException {
		String start = message.body().text().stripLeading();
		boolean json = start.startsWith("{") || start.startsWith("[");
		MimeBodyPart part = new MimeBodyPart();
		part.setDataHandler(new DataHandler(new ByteArrayDataSource(message.body().bytes(),
				json ? "application/json" : "application/octet-stream")));
		part.setHeader("Content-Transfer-Encoding", "base64");
		part.setFileName(message.id() + (json ? ".json" : ".txt"));
		return part;
	}

}
