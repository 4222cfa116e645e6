package io.onsrelay.admin.routes;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.routing.reload.RoutesReload;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Wires the endpoint of the routes.
 */
@Configuration(proxyBeanMethods = false)
class RoutesConfiguration {

	@Bean
	RoutesEndpoint routesEndpoint(LoadedRoutes loaded, SeverityTable severities, RoutesReload reload,
			RoutesComparison comparison) {
		return new RoutesEndpoint(loaded, severities, reload, comparison);
	}

}
