package io.onsrelay.presentation;

import java.util.Set;

/**
 * What Oracle publishes about its regions and realms.
 */
public interface RegionNames {

	/**
	 * Return the name of a region.
	 * @param nameOrKey its name, such as {@code eu-frankfurt-1}, or its key, such as
	 * {@code fra}
	 * @return its name; the argument if the region is not known
	 */
	String nameOf(String nameOrKey);

	/**
	 * Return the domains of the realms, below which the hosts of their services are.
	 * @return the domains, such as {@code oraclecloud.com}
	 */
	Set<String> realmDomains();

}
