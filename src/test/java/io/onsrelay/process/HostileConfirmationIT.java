package io.onsrelay.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A confirmation URL comes from the network; an attacker must not make the relay call
 * addresses that the attacker can't reach.
 */
class HostileConfirmationIT {

	private static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.phx.aaaaaaaahostile";

	private static final String PATH = "/20181201/subscriptions/" + SUBSCRIPTION
			+ "/confirmation?token=MDAwMA==&protocol=CUSTOM_HTTPS";

	private static final String ORACLE = "cell1.notification.us-phoenix-1.oci.oraclecloud.com";

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void noConnectionIsOpenedWhenTheConfirmationUrlIsHostile() throws IOException {
		try (InternalService internal = new InternalService(); InternalService allowed = new InternalService()) {
			RelayProcess process = this.relay.startAllowing(allowed.origin());
			assertThat(Stream.concat(urlsTo(internal.port()).stream(), urlsElsewhere().stream()))
				.allSatisfy((url) -> assertThat(ask(url).last().status()).isEqualTo(400));
			// What is allowed is called after all that is not.
			assertThat(ask(allowed.origin() + PATH).acknowledged()).isTrue();
			Awaitility.await().untilAsserted(() -> assertThat(allowed.connections()).isPositive());
			assertThat(internal.connections()).isZero();
			assertThat(process.output()).doesNotContain("MDAwMA==");
		}
	}

	private OnsDelivery ask(String url) {
		try (OnsClient ons = this.relay.client()) {
			return ons.post(this.relay.topic().confirmation(SUBSCRIPTION, url));
		}
	}

	/**
	 * Return addresses that lead, or may lead a careless reader, to the port.
	 */
	private static List<String> urlsTo(int port) {
		Stream<String> authorities = Stream.of("127.0.0.1:%d", "localhost:%d", "[::1]:%d", "[::ffff:127.0.0.1]:%d",
				"2130706433:%d", "0x7f.0.0.1:%d", "0177.0.0.1:%d", "127.1:%d", "0:%d", "127.0.0.1.:%d",
				ORACLE + ".localhost:%d", ORACLE + "@127.0.0.1:%d", ORACLE + ":443@127.0.0.1:%d", ORACLE + ":%d",
				"127.0.0.1:%d#@" + ORACLE, "127.0.0.1:%d\\@" + ORACLE, "127.0.0.1:%d/" + ORACLE,
				"127.0.0.1:%d%%2f" + ORACLE, "127.0.0.1:%d?@" + ORACLE);
		List<String> addresses = authorities.map((authority) -> authority.formatted(port)).toList();
		return Stream.of("https://", "http://", "HTTPS://", "ftp://", "//", "")
			.flatMap((scheme) -> addresses.stream().map((address) -> scheme + address + PATH))
			.toList();
	}

	/**
	 * Return addresses of Oracle that confirm nothing, and others of unrelated hosts.
	 */
	private static List<String> urlsElsewhere() {
		return List.of("https://objectstorage.us-phoenix-1.oraclecloud.com" + PATH, "https://169.254.169.254" + PATH,
				"http://" + ORACLE + PATH, "https://" + ORACLE + "/..;" + PATH, "https://" + ORACLE + "/%2e%2e" + PATH,
				"https://" + ORACLE + PATH.replace("confirmation", "unsubscription"),
				"https://" + ORACLE + PATH.replaceFirst("\\?.*", ""), "file:///etc/passwd", "jar:file:/etc/passwd!/");
	}

}
