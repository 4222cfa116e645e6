package io.onsrelay.routing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Builds the route table from {@code relay.routes} and {@code relay.presets}.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

	private final Logger logger = LoggerFactory.getLogger(RoutingConfiguration.class);

	@Bean
	RouteTable routeTable(NotifierRegistry notifiers, StrictBinder binder, Clock clock) {
		Mistakes mistakes = new Mistakes();
		List<RouteProperties> entries = binder.bind(RouteReader.PROPERTY, Bindable.listOf(RouteProperties.class),
				List.of(), mistakes);
		RouteReader reader = new RouteReader(notifiers);
		List<Route> routes = new ArrayList<>(reader.read(entries, mistakes));
		Set<String> names = routes.stream().map(Route::name).collect(Collectors.toSet());
		mistakes.of(() -> routes.addAll(new PresetReader(binder, notifiers, reader).read(names)));
		mistakes.refuse();
		if (routes.isEmpty()) {
			this.logger.warn(
					"No routes are configured ({}): only the destinations that get every message receive any: {}",
					RouteReader.PROPERTY, notifiers.receivingAll());
		}
		return new RouteTable(routes, notifiers, clock);
	}

}
