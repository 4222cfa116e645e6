package io.onsrelay.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.canary.Canary;
import io.onsrelay.config.Mistakes;
import io.onsrelay.confirmation.ConfirmationService;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.credential.UserAccounts;
import io.onsrelay.event.MessageIds;
import io.onsrelay.ingest.access.AllowedTopics;
import io.onsrelay.relay.AcceptResult;
import io.onsrelay.relay.MessageRelay;
import io.onsrelay.secret.Secret;
import io.onsrelay.signature.SignatureService;
import io.onsrelay.signature.SignatureSettings;
import io.onsrelay.subscription.SubscriptionWatch;
import io.onsrelay.topic.TopicActivity;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
class IngestConfiguration {

	@Bean
	RouterFunction<ServerResponse> ingestRoutes(IngestProperties properties, IngestEndpoint endpoint) {
		properties.requireFreePath();
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
		BodyReader reader = new BodyReader(properties.maxBodyBytes(), properties.bodyTimeout(), System::nanoTime);
		return new IngestEndpoint(service,
				new BodyBudget(properties.maxBytesInFlightOf(Runtime.getRuntime().maxMemory())), reader, metrics);
	}

	/**
	 * What uses these values needs other modules too: a mistake there would hide these.
	 */
	@Bean
	SmartInitializingSingleton ingestCheck(IngestProperties properties) {
		return () -> Mistakes.refuseAll(properties::requireFreePath, properties::maxBodyBytes,
				() -> properties.maxBytesInFlightOf(Runtime.getRuntime().maxMemory()));
	}

	@Bean
	IngestService ingestService(AllowedTopics topics, ConfirmationService confirmations, SignatureService signatures,
			MessageRelay relay, TopicActivity activity, SubscriptionWatch subscriptions, Canary canary, Clock clock,
			RandomGenerator random) {
		return new IngestService(topics, confirmations, signatures, (message) -> {
			if (canary.take(message)) {
				return AcceptResult.ACCEPTED;
			}
			AcceptResult result = relay.accept(message);
			activity.heard(message.headers(), message.receivedAt());
			subscriptions.heard(message.headers());
			return result;
		}, new MessageIds(clock, random)::next, clock);
	}

	@Bean
	SignatureSettings signatureSettings(IngestProperties properties) {
		return new SignatureSettings(properties.signature(), properties.signatureConstruction(), properties.topics());
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

	private static String announcement(IngestProperties properties, Secret password) {
		return """

				A password was generated for the endpoint. It is shown only now, and stored as a hash.
				The endpoint of the subscription, with the host name under which ONS reaches this service:

				    https://%s:%s@<your host>%s

				To choose a password, set relay.ingest.password.
				""".formatted(UriUtils.encode(properties.username(), StandardCharsets.UTF_8), password.reveal(),
				properties.path());
	}

}
