package io.onsrelay.routing;

import java.util.List;

/**
 * The routes, for those who want to show them.
 */
@FunctionalInterface
public interface Routes {

	/**
	 * Return the routes.
	 * @return all of them, in the order in which they apply
	 */
	List<Route> all();

}
