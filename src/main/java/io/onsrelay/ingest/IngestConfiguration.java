package io.onsrelay.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.confirmation.ConfirmationService;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.credential.UserAccounts;
import io.onsrelay.event.MessageIds;
import io.onsrelay.ingest.access.AllowedTopics;
import io.onsrelay.relay.MessageRelay;
import io.onsrelay.secret.Secret;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class IngestConfiguration {

	/**
	 * The paths of probes, of operators, of Spring Boot's errors and of the management
	 * port, if it is the same.
	 */
	private static final List<String> RESERVED = List.of("/livez", "/readyz", "/api", "/actuator", "/error");

	@Bean
	RouterFunction<ServerResponse> ingestRoutes(IngestProperties properties, IngestEndpoint endpoint) {
		requireFree(properties.path());
		RequestPredicate path = Arrays.stream(properties.paths())
			.map(RequestPredicates::path)
			.reduce(RequestPredicate::or)
			.orElseThrow();
		return RouterFunctions.route()
			.route(RequestPredicates.method(HttpMethod.POST).and(path), endpoint::post)
			.route(path, endpoint::rejectMethod)
			.build();
	}

	@Bean
	IngestEndpoint ingestEndpoint(IngestService service, IngestProperties properties, IngestMetrics metrics) {
		BodyReader reader = new BodyReader(maxBodyBytes(properties.maxBodySize()), properties.bodyTimeout(),
				System::nanoTime);
		return new IngestEndpoint(service, new BodyBudget(maxBytesInFlight(properties.maxBytesInFlight())), reader,
				metrics);
	}

	@Bean
	IngestService ingestService(AllowedTopics topics, ConfirmationService confirmations, MessageRelay relay,
			Clock clock, RandomGenerator random) {
		return new IngestService(topics, confirmations, relay::accept, new MessageIds(clock, random)::next, clock);
	}

	@Bean
	AllowedTopics allowedTopics(IngestProperties properties) {
		return new AllowedTopics(properties.topics());
	}

	@Bean
	AllowedNetworks ingestNetworks(IngestProperties properties) {
		return new AllowedNetworks("relay.ingest.allowed-cidrs", properties.allowedCidrs());
	}

	@Bean
	UserAccount ingestAccount(IngestProperties properties, UserAccounts accounts) {
		return accounts.account("ingest", properties.username(), properties.password(), properties.previousPassword(),
				(password) -> announcement(properties, password));
	}

	@Bean
	IngestMetrics ingestMetrics(MeterRegistry registry) {
		return new IngestMetrics(registry);
	}

	// The service's own meters count and time these requests
	@Bean
	ObservationPredicate ingestIsObservedOnce(IngestProperties properties) {
		Set<String> paths = Set.of(properties.paths());
		return (_, context) -> !(context instanceof ServerRequestObservationContext server
				&& server.getCarrier() != null && paths.contains(server.getCarrier().getRequestURI()));
	}

	private static void requireFree(String path) {
		RESERVED.stream().filter((other) -> path.equals(other) || path.startsWith(other + "/")).forEach((other) -> {
			throw new InvalidConfigurationException("relay.ingest.path",
					"'%s' is, or is below, %s, which the service uses itself.".formatted(path, other),
					"Choose another path, such as /ons.");
		});
	}

	private static String announcement(IngestProperties properties, Secret password) {
		return """

				A password was generated for the endpoint. It is shown only now, and stored as a hash.
				The endpoint of the subscription, with the host name under which ONS reaches this service:

				    https://%s:%s@<your host>%s

				To choose a password, set relay.ingest.password.
				""".formatted(UriUtils.encode(properties.username(), StandardCharsets.UTF_8), password.reveal(),
				properties.path());
	}

	private static long maxBytesInFlight(@Nullable DataSize size) {
		if (size == null) {
			return BodyBudget.limitOf(Runtime.getRuntime().maxMemory());
		}
		if (size.toBytes() < 1) {
			throw new InvalidConfigurationException("relay.ingest.max-bytes-in-flight", "it must be at least 1B",
					"Leave it out: the default follows the heap.");
		}
		return size.toBytes();
	}

	private static int maxBodyBytes(DataSize size) {
		if (size.toBytes() < 1 || size.toBytes() >= Integer.MAX_VALUE) {
			throw new InvalidConfigurationException("relay.ingest.max-body-size", "it must be between 1B and 2GB",
					"ONS publishes at most 64 KB: the default of 256KB is plenty.");
		}
		return Math.toIntExact(size.toBytes());
	}

}
