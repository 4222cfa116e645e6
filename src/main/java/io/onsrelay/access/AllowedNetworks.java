package io.onsrelay.access;

import java.util.Collection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The networks that requests are admitted from. Behind a proxy, the address of the client
 * is known only if the proxy is one of {@link TrustedProxies}.
 */
public final class AllowedNetworks {

	private final Logger logger = LoggerFactory.getLogger(AllowedNetworks.class);

	private final String property;

	private final Networks networks;

	private final SeenKeys rejected = new SeenKeys();

	/**
	 * Creates the list.
	 * @param property the name of the property that holds the list
	 * @param cidrs networks or single addresses; an empty list allows all
	 * @throws InvalidConfigurationException if an entry is neither
	 */
	public AllowedNetworks(String property, Collection<String> cidrs) {
		this.property = property;
		this.networks = Networks.of(property, cidrs);
	}

	/**
	 * Return whether requests of an address are admitted, and log the first rejection of
	 * each address.
	 * @param address an IP address
	 * @return {@code true} if they are admitted
	 */
	public boolean admit(String address) {
		if (this.networks.isEmpty() || this.networks.contain(address)) {
			return true;
		}
		if (this.rejected.addIfNew(address)) {
			this.logger
				.warn("Requests of {} are rejected: it is in no network of {}. If it is a proxy in front of this "
						+ "service, name it in relay.ingest.trusted-proxies", address, this.property);
		}
		return false;
	}

}
