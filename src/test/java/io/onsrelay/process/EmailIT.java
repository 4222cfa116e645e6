package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Path;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.event.Fixtures;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.ServerCertificate;
import io.onsrelay.standin.StandInSmtp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged service sends mails as it is configured, and connects to the server for
 * nothing else: neither when it starts nor when it is asked for its health.
 */
class EmailIT {

	private static final String EMAIL = "email/oncall";

	private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private final ManagementPort management = ManagementPort.free();

	@TempDir
	private Path directory;

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private StandInSmtp smtp;

	@BeforeEach
	void open() {
		this.mailbox.setUser("relay", "an-invented-secret");
		this.mailbox.start();
		this.smtp = StandInSmtp.withTls(this.mailbox.getSmtp().getPort(),
				ServerCertificate.create(this.directory.resolve("smtp.p12")));
	}

	@AfterEach
	void close() throws IOException {
		this.smtp.close();
		this.mailbox.stop();
	}

	@Test
	void mailsAreSentAndHealthAsksNoServer() throws MessagingException {
		RelayProcess process = this.relay.start("""
				%s
				spring:
				  mail: {host: localhost, port: %d, username: relay, password: an-invented-secret, ssl.bundle: mail}
				  ssl.bundle.jks.mail.truststore: {location: "file:%s", password: %s, type: PKCS12}
				relay:
				  notifier.email.oncall: {from: relay@harbour.example, to: [ops@harbour.example]}
				  routes: [{name: all, condition: '{}', to: [%s]}]
				""".formatted(this.management.configuration(), this.smtp.port(), this.directory.resolve("smtp.p12"),
				ServerCertificate.PASSWORD, EMAIL));
		assertThat(this.management.get("/actuator/health").body()).contains("\"status\":\"UP\"")
			.doesNotContain("\"mail\"");
		assertThat(this.smtp.opened()).isZero();
		try (OnsClient ons = this.relay.client()) {
			ons.post(this.relay.topic().notification(Fixtures.body("alarm.v1.5.ok_to_firing").text()));
		}
		this.relay.awaitDelivered(EMAIL, 1);
		assertThat(this.mailbox.getReceivedMessages()).hasSize(1);
		assertThat(this.mailbox.getReceivedMessages()[0].getSubject()).isEqualTo("Alarm firing: Heron CPU");
		assertThat(process.output()).doesNotContain("an-invented-secret");
	}

}
