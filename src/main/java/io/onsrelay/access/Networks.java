package io.onsrelay.access;

import java.util.Collection;
import java.util.List;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * A list of networks from the configuration.
 */
public final class Networks {

	private final List<IpAddressMatcher> networks;

	private Networks(List<IpAddressMatcher> networks) {
		this.networks = networks;
	}

	/**
	 * Reads a list.
	 * @param property the name of the property that holds the list
	 * @param cidrs networks or single addresses
	 * @return the networks
	 * @throws InvalidConfigurationException if an entry is neither
	 */
	public static Networks of(String property, Collection<String> cidrs) {
		return new Networks(cidrs.stream().map((cidr) -> network(property, cidr)).toList());
	}

	/**
	 * Return whether there are none.
	 * @return {@code true} if there are none
	 */
	public boolean isEmpty() {
		return this.networks.isEmpty();
	}

	/**
	 * Return whether an address is in one of the networks.
	 * @param address an IP address
	 * @return {@code true} if it is
	 */
	public boolean contain(String address) {
		return this.networks.stream().anyMatch((network) -> network.matches(address));
	}

	private static IpAddressMatcher network(String property, String cidr) {
		try {
			return new IpAddressMatcher(cidr);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(property,
					"'%s' is neither a network nor an address".formatted(cidr),
					"Write networks such as 140.91.0.0/16 or 2603:c020::/32, or single addresses.");
		}
	}

}
