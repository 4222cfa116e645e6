package io.onsrelay.admin.routes;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.Mistake;
import io.onsrelay.notifier.Destination;
import io.onsrelay.routing.RouteDescription;
import io.onsrelay.routing.reload.RoutesStatus;
import io.onsrelay.routing.severity.SeverityTable.RuleLine;

/**
 * The loaded routes in a response of the API.
 *
 * @param version a short digest of routes, presets and severities
 * @param loadedAt when this replica loaded them
 * @param refused why what the files hold is not loaded; {@code null} if it is
 * @param restartNeeded the properties outside of the routes that have changed in the
 * files since the start
 * @param routes the routes, in the order in which they apply
 * @param severities the rules of severities, in their order
 */
record RoutesView(String version, Instant loadedAt, @Nullable RefusalView refused, List<String> restartNeeded,
		List<RouteView> routes, List<String> severities) {

	static RoutesView of(RoutesStatus status, List<RouteDescription> routes, List<RuleLine> severities) {
		RoutesStatus.Refused refusal = status.refusal();
		return new RoutesView(status.version(), status.loadedAt(), (refusal != null) ? RefusalView.of(refusal) : null,
				status.restartNeeded(), routes.stream().map(RouteView::of).toList(),
				severities.stream().map(RuleLine::text).toList());
	}

	/**
	 * Why routes are not loaded.
	 *
	 * @param version their version; empty if a file can't be read
	 * @param since since when they are refused
	 * @param mistakes what is wrong
	 */
	record RefusalView(String version, Instant since, List<MistakeView> mistakes) {

		static RefusalView of(RoutesStatus.Refused refusal) {
			return new RefusalView(refusal.version(), refusal.since(),
					refusal.mistakes().stream().map(MistakeView::of).toList());
		}

	}

	/**
	 * A mistake.
	 *
	 * @param property the name of the property
	 * @param description what is wrong with it
	 * @param action what to do
	 */
	record MistakeView(String property, String description, String action) {

		static MistakeView of(Mistake mistake) {
			return new MistakeView(mistake.property(), mistake.description(), mistake.action());
		}

	}

	/**
	 * A route.
	 *
	 * @param name its name
	 * @param condition the condition as it is written
	 * @param unless the exceptions; empty if there are none
	 * @param mute when users get nothing from it, in words
	 * @param to its destinations
	 */
	record RouteView(String name, String condition, String unless, List<String> mute, List<String> to) {

		static RouteView of(RouteDescription route) {
			return new RouteView(route.name(), route.condition(), route.unless(), route.mute(),
					route.to().stream().map(Destination::toString).toList());
		}

	}

}
