package io.onsrelay.routing;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * The routing of the service, for tests of its other packages.
 */
@Import(RoutingConfiguration.class)
public class TestRouting {

	@Bean
	SeverityTable severityTable(StrictBinder binder) {
		return SeverityTable.read(binder);
	}

	public static NotifierRegistry registry(String... destinations) {
		return TestRegistry.of(destinations);
	}

	public static LoadedRoutes routes(NotifierRegistry notifiers, StrictBinder binder, Clock clock) {
		RouteTableReader reader = new RouteTableReader(notifiers, clock);
		return new LoadedRoutes(reader, reader.read(binder));
	}

}
