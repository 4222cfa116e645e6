package io.onsrelay.credential;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Where logins come from, as failures are counted: the account, the client, and the user
 * name. All addresses of an IPv6 network of 64 bits count as one, since one client has
 * all of them.
 * <p>
 * User names are told apart by one of a few numbers. So a client that tries one name
 * after the other is delayed too, takes no more memory than a few sources, and does not
 * see by the delays which names are known. The names of an account's users have numbers
 * of their own: who knows the password of one user can't forget the failures of another.
 *
 * @param account the name of the account
 * @param user the number of the user name
 * @param client the client's address or network
 */
record LoginSource(String account, int user, String client) {

	private static final int USER_NUMBERS = 16;

	private static final int NETWORK_BYTES = 8;

	/**
	 * Creates the source of a login.
	 * @param account the name of the account
	 * @param username the user name that was tried
	 * @param salt makes the numbers of user names unpredictable
	 * @param address the client's address, behind trusted proxies
	 * @return the source
	 */
	static LoginSource of(String account, String username, int salt, String address) {
		return new LoginSource(account, number(username, salt), network(address));
	}

	/**
	 * Finds a salt with which user names have different numbers.
	 * @param usernames the names, at most a few
	 * @param random where salts come from
	 * @return the salt
	 */
	static int saltThatSeparates(Collection<String> usernames, RandomGenerator random) {
		int salt = random.nextInt();
		while (usernames.stream().map(number(salt)).distinct().count() < usernames.size()) {
			salt = random.nextInt();
		}
		return salt;
	}

	private static Function<String, Integer> number(int salt) {
		return (username) -> number(username, salt);
	}

	// The finalizer of MurmurHash3 spreads what the salt changes over all bits, see
	// https://github.com/aappleby/smhasher
	private static int number(String username, int salt) {
		int hash = username.hashCode() ^ salt;
		hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
		hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
		return Math.floorMod(hash ^ (hash >>> 16), USER_NUMBERS);
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
