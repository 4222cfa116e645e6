package io.onsrelay.access;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The proxies in front of this service whose {@code X-Forwarded-For} is believed. Each
 * proxy appends the address that it was called from. Entries of trusted proxies are true;
 * read from the right, all entries after the first address that is not a trusted proxy
 * may be forged by the sender.
 * <p>
 * This is the only place that believes a header of proxies. On Kubernetes, Spring Boot
 * would switch its own handling on for every sender in a private network, so
 * {@code server.forward-headers-strategy} is {@code none}.
 */
final class TrustedProxies {

	/** An address as proxies write it: bare, or with brackets, a port or both. */
	private static final Pattern HOP = Pattern
		.compile("\\[(?<bracketed>[^\\]]+)](?::\\d+)?|(?<four>[\\d.]+)(?::\\d+)?|(?<six>[\\p{XDigit}:.]+)");

	private final Networks networks;

	/**
	 * Creates the list.
	 * @param cidrs networks or single addresses; with an empty list, no header is
	 * believed
	 * @throws InvalidConfigurationException if an entry is neither
	 */
	TrustedProxies(Collection<String> cidrs) {
		this.networks = Networks.of("relay.ingest.trusted-proxies", cidrs);
	}

	/**
	 * Return whether an address is that of a trusted proxy.
	 * @param address an IP address
	 * @return {@code true} if it is
	 */
	boolean contain(String address) {
		return this.networks.contain(address);
	}

	/**
	 * Finds the client: the last address of the chain that is no trusted proxy. Where the
	 * entry of a trusted proxy is not an address, the client is that proxy.
	 * @param peer the address at the other end of the connection
	 * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in order
	 * @return the address of the client
	 */
	String client(String peer, List<String> forwardedFor) {
		String client = peer;
		for (String hop : hops(forwardedFor).reversed()) {
			if (!this.networks.contain(client)) {
				return client;
			}
			Optional<String> address = address(hop);
			if (address.isEmpty()) {
				return client;
			}
			client = address.get();
		}
		return client;
	}

	private static List<String> hops(List<String> values) {
		return values.stream().flatMap((value) -> Stream.of(value.split(",", -1))).map(String::strip).toList();
	}

	private static Optional<String> address(String hop) {
		Matcher matcher = HOP.matcher(hop);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		return Stream.of("bracketed", "four", "six")
			.flatMap((group) -> Optional.ofNullable(matcher.group(group)).stream())
			.findFirst()
			.flatMap(TrustedProxies::literal);
	}

	// Resolves no names
	private static Optional<String> literal(String text) {
		try {
			return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
