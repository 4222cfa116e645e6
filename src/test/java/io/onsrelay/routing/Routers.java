package io.onsrelay.routing;

import java.util.List;

import io.onsrelay.TestClock;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.condition.Condition;

/**
 * Makes routers for tests of other modules.
 */
public final class Routers {

	private Routers() {
	}

	/**
	 * Return a router with one route.
	 */
	public static Router of(NotifierRegistry notifiers, String name, String condition, Destination to) {
		Route route = new Route(name, Condition.parse(condition), null, List.of(to), List.of(),
				PresentationOverrides.NONE);
		return new RouteTable(List.of(route), notifiers, TestClock.standing());
	}

}
