package io.onsrelay.presentation;

/**
 * Resolves the names of Oracle's regions.
 */
@FunctionalInterface
public interface RegionNames {

	/**
	 * Return the name of a region.
	 * @param nameOrKey its name, such as {@code eu-frankfurt-1}, or its key, such as
	 * {@code fra}
	 * @return its name; the argument if the region is not known
	 */
	String nameOf(String nameOrKey);

}
