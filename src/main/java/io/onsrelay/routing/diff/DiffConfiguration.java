package io.onsrelay.routing.diff;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.reload.CandidateRoutes;
import io.onsrelay.store.Store;

/**
 * Wires the comparison of routes.
 */
@Configuration(proxyBeanMethods = false)
class DiffConfiguration {

	@Bean
	RoutesComparison routesComparison(Store store, CandidateRoutes candidates, LoadedRoutes routes,
			NotifierRegistry notifiers, Presenter presenter, Clock clock) {
		return new RoutesComparison(store, candidates, routes, notifiers, presenter, clock);
	}

}
