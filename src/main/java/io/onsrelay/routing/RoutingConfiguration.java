package io.onsrelay.routing;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Builds the route table from {@code relay.routes}.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

	private final Logger logger = LoggerFactory.getLogger(RoutingConfiguration.class);

	@Bean
	RouteTable routeTable(NotifierRegistry notifiers, StrictBinder binder, Clock clock) {
		List<RouteProperties> entries = binder.bind(RouteReader.PROPERTY, Bindable.listOf(RouteProperties.class),
				List.of());
		List<Route> routes = new RouteReader(notifiers.destinations()).read(entries);
		if (routes.isEmpty()) {
			this.logger.warn(
					"No routes are configured ({}): only the destinations that take everything get messages: {}",
					RouteReader.PROPERTY, notifiers.takingEverything());
		}
		return new RouteTable(routes, notifiers, clock);
	}

}
