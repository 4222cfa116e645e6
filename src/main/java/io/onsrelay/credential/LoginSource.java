package io.onsrelay.credential;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where logins come from, as failures are counted: the account, which has one user, and
 * the client. User names that are unknown count to the same source, so that the delays do
 * not tell them from the known one. All addresses of an IPv6 network of 64 bits count as
 * one, since one client has all of them.
 *
 * @param account the name of the account
 * @param client the client's address or network
 */
record LoginSource(String account, String client) {

	private static final int NETWORK_BYTES = 8;

	/**
	 * Creates the source of a login.
	 * @param account the name of the account
	 * @param address the client's address, behind trusted proxies
	 * @return the source
	 */
	static LoginSource of(String account, String address) {
		return new LoginSource(account, network(address));
	}

	private static String network(String address) {
		try {
			return (InetAddress.ofLiteral(address) instanceof Inet6Address six)
					? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) : address;
		}
		catch (IllegalArgumentException ex) {
			return address;
		}
	}

}
