package io.onsrelay.http.url;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Recognises internal hosts without resolving names. The client resolves names and
 * filters their addresses; but if a proxy resolves them, this is the only check.
 */
public final class InternalAddresses {

	private static final InetAddressFilter EXTERNAL = InetAddressFilter.externalAddresses();

	private InternalAddresses() {
	}

	/**
	 * Return whether a host is an internal address in any notation, or a name of this
	 * machine.
	 * @param host the host
	 * @return {@code true} if it must not be called for an untrusted sender
	 */
	public static boolean isInternal(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		if (name.equals("localhost") || name.endsWith(".localhost")) {
			return true;
		}
		// "0177.1" is another address to the C library, which a proxy may use.
		return Stream.<Function<String, InetAddress>>of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
			.flatMap((notation) -> read(notation, name).stream())
			.anyMatch((address) -> !EXTERNAL.matches(address));
	}

	private static Optional<InetAddress> read(Function<String, InetAddress> notation, String host) {
		try {
			return Optional.of(notation.apply(host));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
