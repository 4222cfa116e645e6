package io.onsrelay.notifier;

/**
 * Finds what each route overrides. The delivery engine asks when it delivers a message,
 * so that a corrected route also applies to messages that already wait.
 */
@FunctionalInterface
public interface OverridesByRoute {

	/**
	 * Return the overrides of a route.
	 * @param route the name of the route
	 * @return its overrides; {@link PresentationOverrides#NONE} if the route does not
	 * exist any more
	 */
	PresentationOverrides of(String route);

}
