package io.onsrelay.presentation;

/**
 * Knows the names of Oracle's regions.
 */
@FunctionalInterface
public interface RegionNames {

	/**
	 * Gives the name of a region.
	 * @param nameOrKey its name, such as {@code eu-frankfurt-1}, or its key, such as
	 * {@code fra}
	 * @return its name; what is not known comes back as it is
	 */
	String nameOf(String nameOrKey);

}
