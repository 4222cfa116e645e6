package io.onsrelay.notifier.alertmanager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link AlertmanagerNotifier} at a real Alertmanager.
 */
@Timeout(60)
class AlertmanagerServerTests {

	private static final Destination DESTINATION = Destination.of("alertmanager/main");

	@TempDir
	private Path directory;

	private final OutboundHttpFactory clients = HttpClients.factory();

	private final OutboundHttp http = this.clients
		.create(new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), false, 1 << 20));

	private List<AutoCloseable> opened = List.of();

	private String origin = "";

	private @Nullable TestStore store;

	@BeforeEach
	void start() throws IOException {
		Assumptions.assumeTrue(AlertmanagerServer.isInstalled(),
				"Alertmanager is not installed; Debian has it as prometheus-alertmanager");
		this.store = TestStore.in(this.directory);
		AlertmanagerServer server = AlertmanagerServer.start(this.directory, Duration.ofSeconds(2));
		this.opened = List.of(server, this.store);
		this.origin = server.origin();
		await(() -> this.http
			.exchange(HttpCall.get(Secret.of(this.origin + "/-/ready"), "*/*")) instanceof HttpResult.Response response
				&& response.successful());
	}

	@AfterEach
	void stop() throws Exception {
		this.clients.close();
		for (AutoCloseable one : this.opened) {
			one.close();
		}
	}

	@Test
	void alertsAreShownRepeatedEndedAndExpire() {
		// The server's clock is that of the system, and so must be that of the alerts.
		AlertmanagerNotifierFactory factory = new AlertmanagerNotifierFactory(this.clients, Presenters.standard(),
				Objects.requireNonNull(this.store), Clock.systemUTC());
		factory.create(DESTINATION, new AlertmanagerSettings(this.origin, Map.of("team", "harbour"),
				Duration.ofMinutes(1), Duration.ofDays(1), null, null, null, Duration.ofSeconds(10)));
		AlertmanagerNotifier notifier = factory.notifiers().getFirst();

		Fixtures.names()
			.stream()
			.filter((name) -> name.startsWith("alarm.") && name.endsWith(".ok_to_firing"))
			.forEach((name) -> assertDelivered(notifier, name, null));
		assertThat(names()).contains("Heron CPU");
		int firing = names().size();
		notifier.repeat();
		assertThat(names()).hasSize(firing);

		assertDelivered(notifier, "plain.text", Severity.WARNING);
		assertThat(names()).hasSize(firing + 1).contains("OCI plain");
		await(() -> !names().contains("OCI plain"));
		assertThat(names()).hasSize(firing);

		Fixtures.names()
			.stream()
			.filter((name) -> name.startsWith("alarm.") && name.endsWith(".firing_to_ok"))
			.forEach((name) -> assertDelivered(notifier, name, null));
		await(() -> names().isEmpty());
	}

	private static void assertDelivered(AlertmanagerNotifier notifier, String fixture, @Nullable Severity severity) {
		assertThat(notifier.deliver(List.of(new Notification(Fixtures.message(fixture), DESTINATION, "alarms",
				PresentationOverrides.of(severity)))))
			.isEqualTo(Outcome.delivered());
	}

	private List<String> names() {
		HttpResult result = this.http
			.exchange(HttpCall.get(Secret.of(this.origin + "/api/v2/alerts"), "application/json"));
		assertThat(result).isInstanceOf(HttpResult.Response.class);
		return alerts(((HttpResult.Response) result).body()).map((alert) -> alert.at("/labels/alertname").asText())
			.toList();
	}

	private static Stream<JsonNode> alerts(String body) {
		try {
			return new JsonMapper().readTree(body).valueStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void await(BooleanSupplier condition) {
		Instant end = Clock.systemUTC().instant().plusSeconds(20);
		while (!condition.getAsBoolean()) {
			assertThat(Clock.systemUTC().instant()).as("in time").isBefore(end);
			LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
		}
	}

}
