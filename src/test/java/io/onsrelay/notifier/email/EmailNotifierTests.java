package io.onsrelay.notifier.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierContract;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Outcome.Retry;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.standin.ServerCertificate;
import io.onsrelay.standin.StandInSmtp;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmailNotifier}, over STARTTLS and with credentials.
 */
class EmailNotifierTests extends NotifierContract {

	private static final String OPS = "ops@harbour.example";

	private static final String NIGHT = "night@harbour.example";

	private static final String GONE = "gone@harbour.example";

	private static final String FIRING = "alarm.v1.5.ok_to_firing";

	private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private final TestClock clock = TestClock.standing();

	@TempDir
	private Path directory;

	@TempDir
	private static Path shared;

	private static ServerCertificate certificate;

	private StandInSmtp smtp;

	private TestStore store;

	@BeforeAll
	static void makeCertificate() {
		certificate = ServerCertificate.create(shared.resolve("smtp.p12"));
	}

	@BeforeEach
	void open() {
		this.mailbox.setUser(MailServers.USER, MailServers.PASSWORD);
		this.mailbox.start();
		this.store = TestStore.in(this.directory);
		this.smtp = StandInSmtp.withTls(this.mailbox.getSmtp().getPort(), certificate);
	}

	@AfterEach
	void close() throws IOException {
		this.smtp.close();
		this.mailbox.stop();
		this.store.close();
	}

	@Override
	protected Notifier notifier() {
		return notifier(MailServers.settings(OPS));
	}

	private Notifier notifier(EmailSettings settings) {
		return new EmailNotifierFactory(MailServers.environment("localhost", this.smtp.port()),
				MailServers.trusting(certificate), Presenters.standard(), this.store, this.clock)
			.create(DESTINATION, settings);
	}

	@Override
	protected List<String> keys() {
		return received().stream().map((mail) -> header(mail, "Message-ID")).toList();
	}

	@Override
	protected List<String> secrets() {
		return List.of(MailServers.USER, MailServers.PASSWORD);
	}

	@Test
	void deliverSendsMailOverTlsWithCredentials() {
		assertThat(deliver(notifier(), Fixtures.message(FIRING))).isEqualTo(Outcome.delivered());
		assertThat(this.smtp.commands()).containsSubsequence("STARTTLS", "AUTH LOGIN",
				"MAIL FROM:<relay@harbour.example>", "RCPT TO:<ops@harbour.example>", "DATA");
		MimeMessage mail = received().getFirst();
		assertThat(header(mail, "From")).isEqualTo("ons-relay <relay@harbour.example>");
		assertThat(header(mail, "To")).isEqualTo(OPS);
		assertThat(header(mail, "Subject")).isEqualTo("Alarm firing: Heron CPU");
		assertThat(header(mail, "Message-ID")).matches("<[0-9a-f]{32}@harbour\\.example>");
		assertThat(header(mail, "List-Id")).isEqualTo("ons-relay contract/test <test.ons-relay.harbour.example>");
		assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
	}

	@Test
	void deliverHasTextAndHtml() throws Exception {
		deliver(notifier(), Fixtures.message(FIRING));
		MimeMultipart parts = (MimeMultipart) received().getFirst().getContent();
		assertThat(parts.getContentType()).startsWith("multipart/alternative");
		assertThat(parts.getCount()).isEqualTo(2);
		assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
		assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Alarm firing: Heron CPU\r\n");
		assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
		assertThat(parts.getBodyPart(1).getContent().toString()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void deliverWhenAskedAttachesOriginal() throws Exception {
		Message message = Fixtures.message("databaseservice.backup.end.failed");
		deliver(notifier(MailServers.attaching(OPS)), message);
		MimeMultipart parts = (MimeMultipart) received().getFirst().getContent();
		assertThat(parts.getContentType()).startsWith("multipart/mixed");
		assertThat(parts.getBodyPart(1).getFileName()).isEqualTo(message.id() + ".json");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		parts.getBodyPart(1).getInputStream().transferTo(bytes);
		assertThat(bytes.toByteArray()).isEqualTo(message.body().bytes());
	}

	@Test
	void deliverMakesThreadOfMailsAboutOneResource() {
		Notifier notifier = notifier();
		deliver(notifier, Fixtures.message(FIRING));
		deliver(notifier, Fixtures.message("alarm.v1.5.firing_to_ok"));
		deliver(notifier, Fixtures.message("objectstorage.createbucket"));
		deliver(notifier, Fixtures.message("plain.text"));
		List<String> threads = received().stream().map((mail) -> header(mail, "References")).toList();
		assertThat(threads.getFirst()).startsWith("<thread.").isEqualTo(threads.get(1)).isNotEqualTo(threads.get(2));
		assertThat(threads.getLast()).isEmpty();
		assertThat(received())
			.allSatisfy((mail) -> assertThat(header(mail, "In-Reply-To")).isEqualTo(header(mail, "References")));
	}

	@Test
	void deliverWhenSeveralWaitSendsOneMail() {
		assertThat(notifier().deliver(List.of(notification(FIRING), notification("objectstorage.createbucket"))))
			.isEqualTo(Outcome.delivered());
		assertThat(received()).singleElement().satisfies((mail) -> {
			assertThat(header(mail, "Subject")).isEqualTo("2 messages, 1 of them alarms or failures");
			assertThat(header(mail, "References")).isEmpty();
		});
	}

	@Test
	void deliverWhenAlarmCameAfterItsEndTellsItAsLate() {
		Notifier notifier = notifier();
		deliver(notifier, Fixtures.message("alarm.v1.5.firing_to_ok"));
		deliver(notifier, Fixtures.message(FIRING));
		assertThat(header(received().getLast(), "Subject")).isEqualTo("Late: Alarm firing: Heron CPU");
	}

	@Test
	void deliverShowsNoSecretOfMessage() throws Exception {
		Notifier notifier = notifier();
		Fixtures.names().forEach((name) -> deliver(notifier, Fixtures.message(name)));
		for (MimeMessage mail : received()) {
			MimeMultipart parts = (MimeMultipart) mail.getContent();
			assertThat(parts.getBodyPart(0).getContent() + "" + parts.getBodyPart(1).getContent()
					+ header(mail, "Subject"))
				.doesNotContain("nobody-may-see");
		}
	}

	@Test
	void deliverWhenOneRecipientIsRefusedForNowSendsItLaterToThatOneOnly() throws MessagingException {
		this.smtp.reply("RCPT TO:<" + NIGHT, "450 4.2.1 Try again");
		Notifier notifier = notifier(MailServers.settings(OPS, NIGHT));
		assertThat(deliver(notifier, Fixtures.message(FIRING)))
			.as("no outage, which would hold the mails to the other back")
			.isEqualTo(Outcome.retry(Reason.CLIENT,
					"1 of 2 recipients have the mail; night@harbour.example: 450 4.2.1 Try again"));
		this.smtp.replyNothing();
		assertThat(deliver(notifier, Fixtures.message(FIRING))).isEqualTo(Outcome.delivered());
		assertThat(this.mailbox.getReceivedMessages()).hasSize(2);
		assertThat(envelopes()).containsExactly(OPS, NIGHT);
		assertThat(keys().stream().distinct()).hasSize(1);
	}

	@Test
	void deliverWhenOneRecipientIsRefusedForGoodIsDeadLetterThatTheOthersHave() {
		this.smtp.reply("RCPT TO:<" + GONE, "550 5.1.1 No such user");
		Notifier notifier = notifier(MailServers.settings(GONE, OPS, NIGHT));
		assertThat(deliver(notifier, Fixtures.message(FIRING))).isEqualTo(Outcome.rejected(Reason.GONE,
				"2 of 3 recipients have the mail; gone@harbour.example: 550 5.1.1 No such user"));
		assertThat(envelopes()).containsExactly(OPS, NIGHT);
		// What an operator replays goes to the one that lacks it.
		this.smtp.replyNothing();
		assertThat(deliver(notifier, Fixtures.message(FIRING))).isEqualTo(Outcome.delivered());
		assertThat(envelopes()).containsExactly(OPS, NIGHT, GONE);
	}

	@Test
	void deliverWhenDigestIsRefusedByOneForGoodSettlesEachMessage() {
		this.smtp.reply("RCPT TO:<" + GONE, "550 5.1.1 No such user");
		Notifier notifier = notifier(MailServers.settings(GONE, OPS));
		List<Notification> storm = List.of(notification(FIRING), notification("plain.text"));
		assertThat(notifier.deliver(storm)).isInstanceOf(Outcome.Each.class);
		assertThat(notifier.deliver(storm).each(2)).hasSize(2).allMatch(Outcome.Rejected.class::isInstance);
		assertThat(envelopes()).as("one digest, and not a mail for each").containsExactly(OPS);
	}

	@Test
	void deliverWhenAllAreRefusedForNowIsAnOutage() {
		this.smtp.reply("RCPT TO:<" + NIGHT, "450 4.2.1 Try again");
		assertThat(deliver(notifier(MailServers.settings(NIGHT)), Fixtures.message(FIRING))).isEqualTo(Outcome
			.retry(Reason.SERVER, "0 of 1 recipients have the mail; night@harbour.example: 450 4.2.1 Try again"));
	}

	@Test
	void deliverWhenSomeAreRefusedForNowAndSomeForGoodTriesAgain() {
		this.smtp.reply("RCPT TO:<" + GONE, "550 5.1.1 No such user").reply("RCPT TO:<" + NIGHT, "452 4.2.2 Full");
		Notifier notifier = notifier(MailServers.settings(GONE, OPS, NIGHT));
		assertThat(deliver(notifier, Fixtures.message(FIRING))).isInstanceOf(Retry.class);
		this.smtp.replyNothing();
		this.smtp.reply("RCPT TO:<" + GONE, "550 5.1.1 No such user");
		assertThat(deliver(notifier, Fixtures.message(FIRING))).isEqualTo(Outcome.rejected(Reason.GONE,
				"2 of 3 recipients have the mail; gone@harbour.example: 550 5.1.1 No such user"));
		assertThat(envelopes()).containsExactly(OPS, NIGHT);
	}

	@Test
	void deliverWhenDigestReachedOneRecipientSendsWhatIsTriedAloneToTheOther() {
		this.smtp.reply("RCPT TO:<" + NIGHT, "451 4.7.1 Greylisted");
		Notifier notifier = notifier(MailServers.settings(OPS, NIGHT));
		assertThat(notifier.deliver(List.of(notification(FIRING), notification("plain.text"))))
			.isInstanceOf(Retry.class);
		this.smtp.replyNothing();
		assertThat(notifier.deliver(List.of(notification("plain.text")))).isEqualTo(Outcome.delivered());
		assertThat(envelopes()).containsExactly(OPS, NIGHT);
	}

	@Test
	void previewHasHeadersAndText() {
		assertThat(notifier().preview(notification(FIRING)).orElseThrow()).contains(
				"From: ons-relay <relay@harbour.example>\n", "Subject: Alarm firing: Heron CPU\n", "Message-Id: <",
				"\n\nAlarm firing: Heron CPU\n2026-03-01 10:00:00 UTC · critical");
		assertThat(this.smtp.opened()).isZero();
	}

	@Test
	void createConnectsToNothing() {
		notifier();
		assertThat(this.smtp.opened()).isZero();
	}

	private List<MimeMessage> received() {
		return Arrays.asList(this.mailbox.getReceivedMessages());
	}

	// Whom the server has taken mails for, in the order of the mails.
	private List<String> envelopes() {
		return this.smtp.accepted();
	}

	private static String header(MimeMessage mail, String name) {
		try {
			String[] values = mail.getHeader(name);
			return (values != null) ? values[0] : "";
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Notification notification(String fixture) {
		return new Notification(Fixtures.message(fixture), DESTINATION, "catch-all", PresentationOverrides.NONE);
	}

}
