package io.onsrelay.console;

import java.time.Clock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.onsrelay.console.view.Surroundings;
import io.onsrelay.delivery.destination.DestinationReport;
import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.event.MessageIds;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.routing.reload.RoutesReload;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.message.MessageDetails;
import io.onsrelay.search.topic.TopicOverview;
import io.onsrelay.signature.SignatureSettings;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.testmessage.TestMessages;

/**
 * Wires the pages. Each is created for its first request, so that a start does not wait
 * for them.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class ConsoleConfiguration {

	/** As Git abbreviates it in pages. */
	private static final Pattern COMMIT_NUMBER = Pattern.compile("^(\\p{XDigit}{12})\\p{XDigit}+");

	@Bean
	LoginController loginController() {
		return new LoginController();
	}

	@Bean
	OverviewController overviewController(Destinations destinations, MessageSearch search) {
		return new OverviewController(destinations, search);
	}

	@Bean
	DestinationController destinationController(Destinations destinations, RemovedDestinations removed,
			NotifierRegistry notifiers, Clock clock, RandomGenerator random) {
		return new DestinationController(destinations, removed, notifiers,
				new TestMessages(notifiers, new MessageIds(clock, random)::next, clock));
	}

	@Bean
	RouteController routeController(Router router, RoutesReload reload, RoutesComparison comparison,
			MessageExplainer explainer, MessageDetails messages, Clock clock, RandomGenerator random) {
		return new RouteController(router, reload, comparison, explainer, messages, new MessageIds(clock, random)::next,
				clock);
	}

	@Bean
	TopicController topicController(TopicOverview topics) {
		return new TopicController(topics);
	}

	@Bean
	Surroundings surroundings(@Qualifier("storeHealthIndicator") HealthIndicator store, Destinations destinations,
			RoutesReload routes, MessageSearch search, SignatureSettings signatures, TopicOverview topics,
			ObjectProvider<BuildProperties> build) {
		Banners banners = new Banners(
				new StoreCheck(store::health, Thread.ofVirtual().name("store-check")::start, StoreCheck.PATIENCE),
				routes::status, search::progress, topics::list, signatures.mode());
		return new Surroundings(banners::all, () -> deadLetters(destinations), name(build.getIfAvailable()));
	}

	private static long deadLetters(Destinations destinations) {
		try {
			return destinations.list().stream().mapToLong(DestinationReport::dead).sum();
		}
		catch (StoreUnavailableException ex) {
			return 0;
		}
	}

	private static String name(@Nullable BuildProperties build) {
		if (build == null) {
			return "ons-relay dev";
		}
		String commit = build.get("commit");
		return "ons-relay %s, commit %s".formatted(build.getVersion(),
				(commit != null) ? COMMIT_NUMBER.matcher(commit).replaceFirst("$1") : "unknown");
	}

}
