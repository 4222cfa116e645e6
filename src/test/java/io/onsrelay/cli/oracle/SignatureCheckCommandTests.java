package io.onsrelay.cli.oracle;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.cli.CommandRunner;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.standin.OnsMessage;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.SigningKey;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignatureCheckCommand} and {@link SignatureReport}.
 */
class SignatureCheckCommandTests {

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.aaaasigned";

	@RegisterExtension
	static final WireMockExtension STORAGE = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@RegisterExtension
	private final CommandRunner runner = new CommandRunner();

	private int stored;

	@BeforeEach
	void serve() {
		STORAGE.stubFor(
				WireMock.get(WireMock.urlPathMatching("/p/.*")).willReturn(WireMock.ok(SigningKey.standIn().pem())));
	}

	@Test
	void checkWhenEveryMessageVerifiesNamesTheConstructionAndTheSetting() throws Exception {
		store(message("1"), message("2"), message("3"));
		assertThat(check()).as(this.runner.err()).isZero();
		assertThat(this.runner.out()).isEqualToNormalizingNewlines("""

				Topic ocid1.onstopic.oc1.phx.aaaasigned, SignatureVersion 2.0
				  messages     3
				  verified     3 by plain-timestamp-sha256
				  certificate  RSA of 2048 bits, valid until 2049-01-01T00:00:00Z

				Every message verifies. To refuse those that do not, set relay.ingest.signature=enforce, and \
				relay.ingest.signature-construction=plain-timestamp-sha256 so that only this counts.
				""");
		STORAGE.verify(1, WireMock.getRequestedFor(WireMock.urlPathMatching("/p/.*")));
	}

	@Test
	void checkWhenAMessageWasChangedSaysSo() throws Exception {
		store(message("1"), new OnsMessage("x", message("2").headers(), "changed"));
		assertThat(check()).isOne();
		assertThat(this.runner.out()).contains("verified      1 by plain-timestamp-sha256",
				"not verified  1: its signature does not verify with the certificate",
				"! Some messages do not verify although others do");
	}

	@Test
	void checkWhenNoConstructionVerifiesClaimsNothing() throws Exception {
		OnsMessage message = message("1");
		message.headers().put("x-oci-ns-signature", SigningKey.standIn().sign("SHA512withRSA", new byte[9]));
		store(message);
		assertThat(check()).isOne();
		assertThat(this.runner.out()).contains("verified      none",
				"! No construction of docs/signatures.md verifies: nothing is known of this signature.");
	}

	@Test
	void checkWhenThereIsNoNetworkSaysWhatToDo() throws Exception {
		STORAGE.stubFor(WireMock.get(WireMock.urlPathMatching("/p/.*")).willReturn(WireMock.status(403)));
		store(message("1"), message("2"));
		assertThat(check()).isOne();
		assertThat(this.runner.out())
			.contains(
					"2: its certificate is missing: localhost:%d responds with status 403".formatted(STORAGE.getPort()))
			.contains("! Without the certificate nothing can be said.")
			.doesNotContain("stand-in-token");
	}

	@Test
	void checkWhenMessagesHaveNoSignatureOrAForeignCertificateSaysSo() throws Exception {
		OnsMessage unsigned = message("1");
		unsigned.headers().keySet().removeIf((header) -> header.contains("sign"));
		OnsMessage foreign = message("2");
		foreign.headers().put("x-oci-ns-signingcerturl", "https://example.com/p/stand-in-token/x.crt");
		store(unsigned, foreign);
		assertThat(check()).isOne();
		assertThat(this.runner.out())
			.contains("SignatureVersion none", "1: it has no signature, or no URL of a certificate",
					"1: the URL of its certificate does not name a host of Oracle's object storage",
					"! Messages without a signature",
					"! Certificates are only fetched from the addresses in docs/signatures.md.")
			.doesNotContain("stand-in-token");
	}

	@Test
	void checkWhenMessagesVerifyBySeveralConstructionsWarns() throws Exception {
		OnsMessage first = message("1");
		OnsMessage shifted = new OnsMessage("x", new HashMap<>(first.headers()),
				first.body() + first.headers().get("x-oci-ns-timestamp"));
		shifted.headers().remove("x-oci-ns-timestamp");
		store(first, message("2"), shifted);
		assertThat(check()).isOne();
		assertThat(this.runner.out()).contains("verified     1 by plain-none-sha256", "2 by plain-timestamp-sha256",
				"! Messages verify by several constructions");
	}

	@Test
	void checkReadsTheNewestOfOneTopic() throws Exception {
		store(message("1"), message("2"), message("3"));
		assertThat(check("--messages", "2", "--topic", TOPIC)).isZero();
		assertThat(this.runner.out()).contains("messages     2");
		assertThat(check("--topic", "ocid1.onstopic.oc1.phx.another")).isOne();
		assertThat(this.runner.err()).contains("The store has no message of this topic.");
	}

	@Test
	void checkReadsMorePagesThanOne() throws Exception {
		OnsMessage[] messages = new OnsMessage[120];
		for (int i = 0; i < messages.length; i++) {
			messages[i] = message("n" + i);
		}
		store(messages);
		assertThat(check()).isZero();
		assertThat(this.runner.out()).contains("messages     120");
	}

	@Test
	void checkWhenThereIsNothingSaysWhatToDo() throws Exception {
		assertThat(check()).isOne();
		assertThat(this.runner.err()).contains("There is no store ");
		store();
		assertThat(check()).isOne();
		assertThat(this.runner.err())
			.contains("The store has no message. Publish one to the topic, and run this again once it has arrived.");
	}

	@Test
	void checkWhenOptionsAreWrongSaysWhich() {
		assertThat(check("--topic", "infra-alerts")).isEqualTo(2);
		assertThat(check("--messages", "0")).isEqualTo(2);
		assertThat(this.runner.err()).contains(
				"--topic is the OCID of a topic, which begins with ocid1.onstopic: infra",
				"--messages must be between 1 and 1,000,000: 0");
		assertThat(this.runner.run("", "signature")).isEqualTo(2);
		assertThat(this.runner.err()).contains("Name what to do: signature check");
	}

	private int check(String... more) {
		List<String> arguments = new ArrayList<>(List.of("signature", "check"));
		arguments.addAll(List.of(more));
		arguments.add("--relay.confirmation.allowed-origins=" + STORAGE.baseUrl());
		return this.runner.run("", arguments.toArray(String[]::new));
	}

	private static OnsMessage message(String body) {
		return new OnsTopic(TOPIC, "operations", Clock.systemUTC(), URI.create(STORAGE.baseUrl())).notification(body);
	}

	private void store(OnsMessage... messages) throws Exception {
		Path directory = Objects.requireNonNull(this.runner.store().getParent());
		Files.createDirectories(directory);
		try (TestStore store = TestStore.in(directory)) {
			for (OnsMessage message : messages) {
				store(store, message);
			}
		}
	}

	private void store(TestStore store, OnsMessage message) {
		int seq = ++this.stored;
		Map<String, String> headers = new HashMap<>(message.headers());
		store.write((jdbc) -> {
			jdbc.sql("""
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed, topic)
					VALUES (:seq, :id, :now, 0, 'PLAIN', FALSE, :topic)
					""")
				.param("seq", seq)
				.param("id", "id-" + seq)
				.param("now", Clock.systemUTC().millis())
				.param("topic", TOPIC)
				.update();
			return jdbc.sql("INSERT INTO message_body (seq, headers, body) VALUES (:seq, :headers, :body)")
				.param("seq", seq)
				.param("headers", new OnsHeaders(headers).toJson())
				.param("body", message.body().getBytes(StandardCharsets.UTF_8))
				.update();
		});
	}

}
