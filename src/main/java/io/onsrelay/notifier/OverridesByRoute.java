package io.onsrelay.notifier;

/**
 * Knows how each route wants its messages shown. It is asked when a message is delivered,
 * so that a corrected route also holds for what already waits.
 */
@FunctionalInterface
public interface OverridesByRoute {

	/**
	 * Return the treatment of a route.
	 * @param route the name of the route
	 * @return its treatment; the usual one where there is no such route any more
	 */
	PresentationOverrides of(String route);

}
