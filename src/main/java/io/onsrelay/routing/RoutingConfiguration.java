package io.onsrelay.routing;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Wires the routes.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

	@Bean
	LoadedRoutes loadedRoutes(NotifierRegistry notifiers, StrictBinder binder, Clock clock) {
		RouteTableReader reader = new RouteTableReader(notifiers, clock);
		return new LoadedRoutes(reader, reader.read(binder));
	}

}
