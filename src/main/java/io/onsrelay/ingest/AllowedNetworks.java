package io.onsrelay.ingest;

import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The networks that requests are taken from. Behind a proxy, the address of the client is
 * known only where {@code server.forward-headers-strategy} says so.
 */
final class AllowedNetworks {

	private final Logger logger = LoggerFactory.getLogger(AllowedNetworks.class);

	private final List<IpAddressMatcher> networks;

	private final FirstTime refused = new FirstTime();

	/**
	 * Creates the list.
	 * @param cidrs networks or single addresses; none allows all
	 * @throws InvalidConfigurationException if one is neither
	 */
	AllowedNetworks(Collection<String> cidrs) {
		this.networks = cidrs.stream().map(AllowedNetworks::network).toList();
	}

	/**
	 * Return whether requests of an address are taken.
	 * @param address an IP address
	 * @return {@code true} if they are
	 */
	boolean allow(String address) {
		if (this.networks.isEmpty() || this.networks.stream().anyMatch((network) -> network.matches(address))) {
			return true;
		}
		if (this.refused.is(address)) {
			this.logger.warn("Requests of {} are refused: it is in no network of relay.ingest.allowed-cidrs", address);
		}
		return false;
	}

	private static IpAddressMatcher network(String cidr) {
		try {
			return new IpAddressMatcher(cidr);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException("relay.ingest.allowed-cidrs",
					"'%s' is neither a network nor an address".formatted(cidr),
					"Write networks such as 140.91.0.0/16 or 2603:c020::/32, or single addresses.");
		}
	}

}
