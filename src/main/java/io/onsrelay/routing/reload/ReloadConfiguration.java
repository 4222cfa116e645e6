package io.onsrelay.routing.reload;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.config.NameCheck;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.reload.ConfigurationFiles;
import io.onsrelay.config.reload.ReloadedPart;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.severity.SeverityTable;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires the watch of the routes.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReloadProperties.class)
class ReloadConfiguration {

	@Bean
	ConfigurationFiles configurationFiles(ConfigurableEnvironment environment) {
		return new ConfigurationFiles(environment);
	}

	@Bean
	CandidateRoutes candidateRoutes(ConfigurationFiles files, StrictBinder binder, NameCheck names, LoadedRoutes routes,
			ObjectProvider<ReloadedPart> others) {
		return new CandidateRoutes(files, binder, names, routes, others.orderedStream().toList());
	}

	@Bean
	RoutesReload routesReload(ConfigurationFiles files, CandidateRoutes candidates, LoadedRoutes routes,
			SeverityTable severities, Store store, OperatorChanges changes, ReloadProperties properties, Clock clock,
			MeterRegistry registry) {
		RoutesReload reload = new RoutesReload(files, candidates, routes, severities,
				new LoadedVersions(store, changes), properties.interval(), clock);
		RoutesMetrics.register(registry, reload::status);
		return reload;
	}

	@Bean
	RoutesInfo routesInfo(RoutesReload reload) {
		return new RoutesInfo(reload);
	}

	@Bean
	RoutesWatch routesWatch(RoutesReload reload, ReloadProperties properties, SteadyClock clock) {
		return new RoutesWatch(reload, properties.interval(), clock);
	}

}
