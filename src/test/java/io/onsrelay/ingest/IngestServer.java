package io.onsrelay.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.confirmation.ConfirmationService;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.event.MessageIds;
import io.onsrelay.ingest.access.AllowedTopics;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.DestinationNotifier;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.signature.SignatureService;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * The endpoint and the API on a real server with a real store, in front of a fake relay.
 * Delays of logins are recorded, and take no time.
 */
public final class IngestServer implements AutoCloseable {

	static final String TOPIC = "ocid1.onstopic.oc1.eu-frankfurt-1.aaaatesttopic";

	public static final String PASSWORD = "right-password";

	public static final String OPERATORS_PASSWORD = "operators-password";

	/**
	 * What is configured, and called.
	 */
	private static final List<Destination> DESTINATIONS = List.of(Destination.of("slack/ops"),
			Destination.of("slack/new"));

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private IngestServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a server whose password is {@link #PASSWORD}, unless the properties say
	 * otherwise.
	 */
	public static IngestServer start(Path directory, String... properties) {
		Stream<String> fixed = Stream.of("server.port=0", "management.server.port=0",
				"spring.datasource.url=jdbc:sqlite:" + directory.resolve("relay.db"));
		String[] arguments = Stream.concat(fixed, Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new IngestServer(new SpringApplicationBuilder(ServerConfiguration.class)
			.properties("spring.main.allow-bean-definition-overriding=true", "relay.ingest.password=" + PASSWORD,
					"relay.admin.password=" + OPERATORS_PASSWORD)
			.run(arguments));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public List<String> beanNames() {
		return List.of(this.context.getBeanDefinitionNames());
	}

	public <T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	FakeRelay relay() {
		return bean(FakeRelay.class);
	}

	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	public HttpResponse<String> get(int port, String path) {
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).GET());
	}

	/**
	 * A request with the right credentials and an allowed topic.
	 */
	public HttpRequest.Builder request() {
		return request("/ons");
	}

	/**
	 * The same at another path.
	 * @param path the path and the query, encoded
	 */
	HttpRequest.Builder request(String path) {
		return to(path).header("Authorization", basic("ons", PASSWORD)).header("X-OCI-NS-TopicOcid", TOPIC);
	}

	public HttpRequest.Builder anonymous() {
		return to("/ons");
	}

	/**
	 * A request without credentials.
	 * @param path the path and the query, encoded
	 */
	public HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)));
	}

	public HttpResponse<String> post(HttpRequest.Builder request, String body) {
		return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> postBytes(HttpRequest.Builder request, byte[] body) {
		return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
	}

	HttpResponse<String> postChunked(HttpRequest.Builder request, byte[] body) {
		return send(request.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String basic(String username, String password) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the delays of logins since the last call.
	 */
	public List<Duration> pauses() {
		return bean(Pauses.class).take();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	@ComponentScan({ "io.onsrelay.access", "io.onsrelay.admin", "io.onsrelay.audit", "io.onsrelay.config",
			"io.onsrelay.confirmation", "io.onsrelay.credential", "io.onsrelay.delivery.destination",
			"io.onsrelay.explanation", "io.onsrelay.http", "io.onsrelay.ingest", "io.onsrelay.journal",
			"io.onsrelay.login", "io.onsrelay.oci", "io.onsrelay.parser", "io.onsrelay.presentation",
			"io.onsrelay.provisioning", "io.onsrelay.replay", "io.onsrelay.routing", "io.onsrelay.search",
			"io.onsrelay.signature", "io.onsrelay.silence", "io.onsrelay.store" })
	static class ServerConfiguration {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		RandomGenerator randomGenerator() {
			return RandomGenerator.getDefault();
		}

		@Bean
		FakeRelay fakeRelay() {
			return new FakeRelay();
		}

		// Instead of that of the relay, which readiness includes
		@Bean
		HealthIndicator storeHealthIndicator() {
			return () -> Health.up().build();
		}

		@Bean
		@Fallback
		SteadyClock steadyClock(Clock clock) {
			return new SteadyClock(clock, System::nanoTime);
		}

		@Bean
		Outbox outbox(Clock clock) {
			return new Outbox(clock);
		}

		@Bean
		Dispatcher dispatcher() {
			return (_) -> {
			};
		}

		@Bean
		Router router() {
			return (_) -> new RoutingDecision(List.of(), Set.of());
		}

		@Bean
		DeadLetters deadLetters(Store store, Journal journal, OperatorChanges changes, Clock clock) {
			return new DeadLetters(store, journal, (_) -> {
			}, DESTINATIONS, changes, new SteadyClock(clock, System::nanoTime));
		}

		@Bean
		DeliveryMetrics deliveryMetrics(MeterRegistry registry, Store store, SteadyClock clock) {
			return new DeliveryMetrics(registry, new BacklogQuery(store, clock), clock);
		}

		@Bean
		DestinationPauses destinationPauses(Store store, SteadyClock clock) {
			return new DestinationPauses(store, clock);
		}

		@Bean
		DestinationTallies destinationTallies() {
			return new DestinationTallies();
		}

		@Bean
		LaneReports laneReports() {
			return new LaneReports();
		}

		@Bean
		RemovedDestinations removedDestinations(Store store, Journal journal, OperatorChanges changes, Clock clock) {
			return new RemovedDestinations(store, journal, new BacklogQuery(store, clock), (_) -> {
			}, DESTINATIONS, changes, new SteadyClock(clock, System::nanoTime));
		}

		@Bean
		NotifierRegistry notifierRegistry() {
			Map<Destination, DestinationNotifier> notifiers = new HashMap<>();
			DESTINATIONS.forEach((destination) -> notifiers.put(destination, (Notifier) (_) -> Outcome.delivered()));
			notifiers.put(Destination.of("audit/default"), (StoreNotifier) (_, _) -> {
			});
			return new NotifierRegistry(notifiers, Set.of(), List.of());
		}

		// A page that shows who is there, and the token for its form
		@Bean
		RouterFunction<ServerResponse> stubPage() {
			return RouterFunctions.route()
				.GET("/messages/stub",
						(request) -> ServerResponse.ok()
							.body(name(request) + " "
									+ ((CsrfToken) request.attribute("_csrf").orElseThrow()).getToken()))
				.GET("/login",
						(request) -> ServerResponse.ok().body(String.valueOf(request.attribute("oidc").orElse(""))))
				.POST("/messages/stub", (request) -> ServerResponse.ok().body(name(request)))
				.build();
		}

		private static String name(ServerRequest request) {
			return request.principal().orElseThrow().getName();
		}

		// Overrides the bean that sleeps
		@Bean
		Pauses loginPause() {
			return new Pauses();
		}

		// Overrides the bean that calls the real relay
		@Bean
		IngestService ingestService(AllowedTopics topics, ConfirmationService confirmations,
				SignatureService signatures, FakeRelay relay, Clock clock, RandomGenerator random) {
			return new IngestService(topics, confirmations, signatures, relay::accept,
					new MessageIds(clock, random)::next, clock);
		}

	}

	static final class Pauses implements Consumer<Duration> {

		private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();

		@Override
		public void accept(Duration pause) {
			this.pauses.add(pause);
		}

		List<Duration> take() {
			List<Duration> taken = List.copyOf(this.pauses);
			this.pauses.clear();
			return taken;
		}

	}

}
