package io.onsrelay.routing;

import org.jspecify.annotations.Nullable;

/**
 * Why a route applies to a message, or does not. Mute windows are not considered: a muted
 * route applies.
 *
 * @param route the name of the route
 * @param mismatch why the route does not apply, such as {@code dedupeKey is missing}, of
 * a batch for its first content; {@code null} if the route applies
 */
public record RouteExplanation(String route, @Nullable String mismatch) {

	/**
	 * Return whether the route applies.
	 * @return {@code true} if there is no mismatch
	 */
	public boolean applies() {
		return this.mismatch == null;
	}

}
