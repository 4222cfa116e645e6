package io.onsrelay.notifier.email;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Fixtures;
import io.onsrelay.http.RawServer;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.email.SmtpServer.Submission;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.standin.ServerCertificate;
import io.onsrelay.standin.StandInSmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SmtpServer} and {@link SmtpFailures}.
 */
@Timeout(60)
class SmtpServerTests {

	private static final String OPS = "ops@harbour.example";

	private static final Destination DESTINATION = Destination.of("email/ops");

	@TempDir
	private static Path shared;

	private static ServerCertificate certificate;

	private static ServerCertificate other;

	private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private StandInSmtp smtp;

	@BeforeAll
	static void makeCertificates() {
		certificate = ServerCertificate.create(shared.resolve("smtp.p12"));
		other = ServerCertificate.create(shared.resolve("other.p12"));
	}

	@BeforeEach
	void open() {
		this.mailbox.setUser(MailServers.USER, MailServers.PASSWORD);
		this.mailbox.start();
		this.smtp = StandInSmtp.withTls(this.mailbox.getSmtp().getPort(), certificate);
	}

	@AfterEach
	void close() throws IOException {
		this.smtp.close();
		this.mailbox.stop();
	}

	@Test
	void sendWhenAllIsWellHasMailForAll() {
		assertThat(send(MailServers.settings(OPS))).isEqualTo(Outcome.delivered());
		assertThat(this.mailbox.getReceivedMessages()).hasSize(1);
	}

	@Test
	void sendWhenServerUsesTlsFromTheStartDelivers() throws IOException {
		this.smtp.close();
		this.smtp = StandInSmtp.withTlsFromTheStart(this.mailbox.getSmtp().getPort(), certificate);
		Map<String, Object> properties = properties("localhost", this.smtp.port());
		properties.put("spring.mail.protocol", "smtps");
		assertThat(send(MailServers.environment(properties), certificate, MailServers.settings(OPS)))
			.isEqualTo(Outcome.delivered());
	}

	@Test
	void sendWhenCertificateIsNotTrustedSendsNothing() {
		Outcome outcome = send(MailServers.environment("localhost", this.smtp.port()), other,
				MailServers.settings(OPS));
		assertRetry(outcome, Reason.NETWORK, "TLS with localhost:", "spring.mail.ssl.bundle");
		assertSentNothing();
	}

	@Test
	void sendWhenCertificateIsForAnotherNameSendsNothing() {
		Outcome outcome = send(MailServers.environment("127.0.0.1", this.smtp.port()), certificate,
				MailServers.settings(OPS));
		assertRetry(outcome, Reason.NETWORK, "TLS with 127.0.0.1:", "127.0.0.1");
		assertSentNothing();
	}

	@Test
	void sendWhenServerHasNoTlsSendsNothing() throws IOException {
		this.smtp.close();
		this.smtp = StandInSmtp.plain(this.mailbox.getSmtp().getPort());
		assertRetry(send(MailServers.settings(OPS)), Reason.NETWORK, "does not offer STARTTLS",
				"relay.notifier.email.ops.allow-unencrypted");
		assertSentNothing();
	}

	@Test
	void sendWhenServerHasNoTlsAndThatIsAllowedDelivers() throws IOException {
		this.smtp.close();
		this.smtp = StandInSmtp.plain(this.mailbox.getSmtp().getPort());
		assertThat(send(MailServers.unencrypted(OPS))).isEqualTo(Outcome.delivered());
	}

	@Test
	void sendWhenUnencryptedIsAllowedUsesTlsAllTheSame() {
		assertThat(send(MailServers.unencrypted(OPS))).isEqualTo(Outcome.delivered());
		assertThat(this.smtp.commands()).contains("STARTTLS");
	}

	@Test
	void sendWhenPasswordIsWrongIsDeadLetter() {
		Map<String, Object> properties = properties("localhost", this.smtp.port());
		properties.put("spring.mail.password", "another-password");
		Outcome outcome = send(MailServers.environment(properties), certificate, MailServers.settings(OPS));
		assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(Reason.AUTH);
			assertThat(rejected.detail()).matches(
					"localhost:[0-9]+ does not accept spring\\.mail\\.username and spring\\.mail\\.password \\(535\\b.*\\); .*");
		});
	}

	@Test
	void sendWhenCredentialsCannotBeCheckedRetries() {
		this.smtp.reply("AUTH", "454 4.7.0 Temporary authentication failure");
		assertRetry(send(MailServers.settings(OPS)), Reason.SERVER, "can't check credentials now (454 4.7.0)");
	}

	@Test
	void sendWhenServerRepeatsCredentialsHidesThem() {
		String secrets = "%s %s".formatted(MailServers.USER, MailServers.PASSWORD);
		for (String command : List.of("AUTH", "MAIL", "RCPT", ".", StandInSmtp.GREETING)) {
			this.smtp.replyNothing();
			this.smtp.reply(command, "535 5.7.8 " + secrets);
			assertThat(send(MailServers.settings(OPS)).toString()).doesNotContain(MailServers.USER,
					MailServers.PASSWORD);
		}
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					MAIL, 451 4.3.0 Later,               takes no mail now: 451 4.3.0 Later
					MAIL, 421 4.7.0 Too many,            takes no mail now: 421 4.7.0 Too many
					RCPT, 450 4.2.0 Greylisted,          0 of 1 recipients have the mail; ops@harbour.example: 450 4.2.0 Greylisted
					RCPT, 452 4.2.2 Full,                452 4.2.2 Full
					.,    451 4.3.2 Shutting down,       takes no mail now: 451 4.3.2 Shutting down
					greeting, 554 5.7.1 Not from here,   takes no mails now: 554
					greeting, 421 4.3.2 Shutting down,   takes no mails now: 421
					""")
	void sendWhenReplyIsForNowRetries(String command, String reply, String words) {
		this.smtp.reply(command, reply);
		assertRetry(send(MailServers.settings(OPS)), Reason.SERVER, words);
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					MAIL, 553 5.7.1 Sender not approved, AUTH,   does not take mails from the address in relay.notifier.email.ops.from
					MAIL, 552 5.3.4 Too big,             CLIENT, does not take a mail of this size: 552 5.3.4 Too big
					RCPT, 550 5.1.1 No such user,        GONE,   0 of 1 recipients have the mail; ops@harbour.example: 550 5.1.1
					RCPT, 554 5.7.1 Relay access denied, AUTH,   554 5.7.1 Relay access denied
					RCPT, 530 Log in first,              AUTH,   530 Log in first
					.,    554 5.6.0 Spam,                CLIENT, refuses the mail: 554 5.6.0 Spam
					.,    552 5.3.4 Too big,             CLIENT, does not take a mail of this size
					""")
	void sendWhenReplyIsFinalIsDeadLetter(String command, String reply, Reason reason, String words) {
		this.smtp.reply(command, reply);
		assertThat(send(MailServers.settings(OPS))).isInstanceOfSatisfying(Outcome.Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.detail()).contains(words);
		});
		assertThat(this.mailbox.getReceivedMessages()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "." })
	void sendWhenServerHangsUpRetries(String command) {
		this.smtp.reply(command, StandInSmtp.HANG_UP);
		assertThat(send(MailServers.settings(OPS))).isInstanceOfSatisfying(Outcome.Retry.class,
				(retry) -> assertThat(retry.detail()).isNotBlank().doesNotContain("\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "greeting", "EHLO", "MAIL", "RCPT", "DATA" })
	void sendWhenServerIsSilentTimesOut(String command) {
		this.smtp.reply(command, StandInSmtp.SILENCE);
		assertRetry(send(MailServers.settings(Duration.ofMillis(700), OPS)), Reason.TIMEOUT, "localhost:");
	}

	@Test
	void sendWhenServerDripsTimesOut() throws IOException {
		try (RawServer server = RawServer.silent()) {
			Map<String, Object> properties = properties("localhost", server.port());
			properties.put("spring.mail.properties.mail.smtp.timeout", "60000");
			assertRetry(
					send(MailServers.environment(properties), certificate,
							MailServers.settings(Duration.ofMillis(200), OPS)),
					Reason.TIMEOUT, "did not take the mail within 200 ms");
		}
	}

	@Test
	void sendWhenServerIsSilentAfterGoodbyeDelivers() {
		this.smtp.reply("QUIT", StandInSmtp.SILENCE);
		assertThat(send(MailServers.settings(OPS))).isEqualTo(Outcome.delivered());
	}

	@Test
	void sendWhenPortIsClosedRetries() {
		assertRetry(send(MailServers.environment("localhost", RawServer.deafPort()), certificate,
				MailServers.settings(OPS)), Reason.NETWORK, "can't be reached");
	}

	@Test
	void sendWhenNameIsUnknownRetries() {
		assertRetry(send(MailServers.environment("smtp.invalid", 587), certificate, MailServers.settings(OPS)),
				Reason.NETWORK, "The name of smtp.invalid:587 can't be resolved");
	}

	@Test
	void sendLogsNoCredentials() {
		try (LogCapture log = new LogCapture()) {
			this.smtp.reply("RCPT", "550 5.1.1 No such user");
			send(MailServers.settings(OPS));
			assertThat(log.text()).doesNotContain(MailServers.PASSWORD, MailServers.USER);
		}
		assertThat(server(MailServers.environment("localhost", 587), certificate, MailServers.settings(OPS)).toString())
			.isEqualTo("SmtpServer[localhost:587]");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					spring.mail.host, '',                 spring.mail.host
					spring.mail.protocol, imap,           spring.mail.protocol
					spring.mail.password, '',             spring.mail.password
					spring.mail.ssl.bundle, unknown,      spring.mail.ssl.bundle
					spring.mail.username, '',             spring.mail.username
					spring.mail.properties.mail.smtp.ssl.trust, *, spring.mail.properties.mail.smtp.ssl.trust
					spring.mail.properties.mail.smtp.ssl.checkserveridentity, false, spring.mail.properties.mail.smtp.ssl.checkserveridentity
					""")
	void ofWhenServerIsMisconfiguredNamesProperty(String name, String value, String property) {
		Map<String, Object> properties = properties("localhost", 587);
		properties.put(name, value);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> server(MailServers.environment(properties), certificate, MailServers.settings(OPS)))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(property));
	}

	private static Map<String, Object> properties(String host, int port) {
		return new HashMap<>(Map.of("spring.mail.host", host, "spring.mail.port", port, "spring.mail.username",
				MailServers.USER, "spring.mail.password", MailServers.PASSWORD, "spring.mail.ssl.bundle", "test"));
	}

	private Outcome send(EmailSettings settings) {
		return send(MailServers.environment("localhost", this.smtp.port()), certificate, settings);
	}

	private static Outcome send(Environment environment, ServerCertificate trusted, EmailSettings settings) {
		Notification notification = new Notification(Fixtures.message("objectstorage.createbucket"), DESTINATION, "all",
				PresentationOverrides.NONE);
		Mail mail = new MailComposer(DESTINATION, settings, Clock.systemUTC()).compose(List.of(notification),
				MailContent.of(notification, Presenters.standard().present(notification)));
		Submission submission = server(environment, trusted, settings).send(mail, settings.to());
		return submission.outcome(submission.accepted().size(), settings.to().size());
	}

	private static SmtpServer server(Environment environment, ServerCertificate trusted, EmailSettings settings) {
		return SmtpServer.of(DESTINATION, settings, environment, MailServers.trusting(trusted));
	}

	private void assertSentNothing() {
		assertThat(this.mailbox.getReceivedMessages()).isEmpty();
		assertThat(this.smtp.commands()).noneMatch((command) -> command.startsWith("AUTH"));
	}

	private static void assertRetry(Outcome outcome, Reason reason, String... words) {
		assertThat(outcome).isInstanceOfSatisfying(Outcome.Retry.class, (retry) -> {
			assertThat(retry.detail()).contains(words).doesNotContain("\n");
			assertThat(retry.reason()).isEqualTo(reason);
		});
	}

}
