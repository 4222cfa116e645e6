package io.onsrelay.routing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Reads the route table from {@code relay.routes} and {@code relay.presets}.
 */
final class RouteTableReader {

	private final Logger logger = LoggerFactory.getLogger(RouteTableReader.class);

	private final NotifierRegistry notifiers;

	private final Clock clock;

	RouteTableReader(NotifierRegistry notifiers, Clock clock) {
		this.notifiers = notifiers;
		this.clock = clock;
	}

	/**
	 * Reads the table.
	 * @param binder the properties
	 * @return the table
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	RouteTable read(StrictBinder binder) {
		Mistakes mistakes = new Mistakes();
		List<RouteProperties> entries = binder.bind(RouteReader.PROPERTY, Bindable.listOf(RouteProperties.class),
				List.of(), mistakes);
		RouteReader reader = new RouteReader(this.notifiers);
		List<Route> routes = new ArrayList<>(reader.read(entries, mistakes));
		Set<String> names = routes.stream().map(Route::name).collect(Collectors.toSet());
		mistakes.of(() -> routes.addAll(new PresetReader(binder, this.notifiers, reader).read(names)));
		mistakes.refuse();
		if (routes.isEmpty()) {
			this.logger.warn(
					"No routes are configured ({}): only the destinations that get every message receive any: {}",
					RouteReader.PROPERTY, this.notifiers.receivingAll());
		}
		return new RouteTable(routes, this.notifiers, this.clock);
	}

}
