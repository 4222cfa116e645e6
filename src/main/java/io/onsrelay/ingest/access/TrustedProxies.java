package io.onsrelay.ingest.access;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * The proxies in front of this service whose word is taken for who the client is. Each
 * proxy adds the address that it was called from at the end of {@code X-Forwarded-For}.
 * What a proxy of ours added is true; whatever stands to the left of the first address
 * that is none of ours may be the sender's invention.
 */
final class TrustedProxies {

	/** An address as proxies write it: bare, or with brackets, a port or both. */
	private static final Pattern HOP = Pattern
		.compile("\\[(?<bracketed>[^\\]]+)](?::\\d+)?|(?<four>[\\d.]+)(?::\\d+)?|(?<six>[\\p{XDigit}:.]+)");

	private final Networks networks;

	/**
	 * Creates the list.
	 * @param cidrs networks or single addresses; where there are none, no header is
	 * believed
	 * @throws InvalidConfigurationException if one is neither
	 */
	TrustedProxies(Collection<String> cidrs) {
		this.networks = Networks.of("relay.ingest.trusted-proxies", cidrs);
	}

	/**
	 * Finds the client: the last address on the way that is no trusted proxy. Where a
	 * trusted proxy says something that is no address, that proxy is the last that is
	 * known.
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

	// Never looks a name up
	private static Optional<String> literal(String text) {
		try {
			return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
