package io.onsrelay.provisioning.pipeline;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.web.util.UriUtils;

import io.onsrelay.secret.Secret;

/**
 * The endpoint of a subscription: an HTTPS URL with the credentials in it. It prints
 * without the password.
 */
public final class EndpointUrl {

	/**
	 * With its credentials. See
	 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/datatypes/CreateSubscriptionDetails.
	 */
	private static final int MAX_CHARS = 512;

	private static final int HTTPS = 443;

	private final URI address;

	private final String username;

	private final Secret url;

	private EndpointUrl(URI address, String username, Secret url) {
		this.address = address;
		this.username = username;
		this.url = url;
	}

	/**
	 * Adds credentials to an address, percent-encoded.
	 * @param address the URL under which Notifications reaches the service
	 * @param username the user name
	 * @param password the password
	 * @return the URL of the subscription
	 * @throws IllegalArgumentException if Notifications would not accept it, with a
	 * message that holds no credentials
	 */
	public static EndpointUrl of(String address, String username, Secret password) {
		URI uri = parse(address);
		String credentials = encode(username) + ":" + encode(password.reveal());
		String url = "https://%s@%s".formatted(credentials, address.substring("https://".length()));
		if (url.length() > MAX_CHARS) {
			throw new IllegalArgumentException(
					"--endpoint: with its credentials it has %d characters, and Notifications takes %d. "
						.formatted(url.length(), MAX_CHARS)
							+ "Choose a shorter password: each character that a URL can't hold takes three.");
		}
		return new EndpointUrl(uri, username, Secret.of(url));
	}

	private static URI parse(String address) {
		URI uri;
		try {
			uri = new URI(address);
		}
		catch (URISyntaxException ex) {
			throw notUsable(address, "is no URL");
		}
		if (uri.getRawUserInfo() != null || address.contains("@")) {
			throw new IllegalArgumentException("--endpoint: leave the credentials out. "
					+ "They are relay.ingest.username and relay.ingest.password, since other users of this machine "
					+ "can see a command line.");
		}
		if (!address.toLowerCase(Locale.ROOT).startsWith("https://") || uri.getHost() == null) {
			throw notUsable(address, "is no HTTPS URL of a host, and Notifications calls no other");
		}
		if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw notUsable(address, "has a query or a fragment, which Notifications does not send");
		}
		return uri;
	}

	private static IllegalArgumentException notUsable(String address, String why) {
		return new IllegalArgumentException(
				"--endpoint: '%s' %s. Write it like https://relay.example.com/ons".formatted(address, why));
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * Removes the credentials from a URL.
	 * @param url a URL as Oracle's API shows it
	 * @return the URL without what stands before an {@code @}
	 */
	public static String withoutCredentials(String url) {
		int slashes = url.indexOf("//");
		if (slashes < 0) {
			return url;
		}
		int start = slashes + 2;
		int slash = url.indexOf('/', start);
		int end = (slash < 0) ? url.length() : slash;
		int at = url.substring(start, end).lastIndexOf('@');
		return url.substring(0, start) + url.substring(start + at + 1);
	}

	/**
	 * Return whether a subscription posts to this address. Credentials are not compared.
	 * @param address a URL without credentials
	 * @return {@code true} if host, port and path are the same
	 */
	boolean hasAddress(String address) {
		try {
			URI other = new URI(address);
			return other.getHost() != null && this.address.getHost().equalsIgnoreCase(other.getHost())
					&& port(this.address) == port(other) && path(this.address).equals(path(other));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static int port(URI uri) {
		return (uri.getPort() < 0) ? HTTPS : uri.getPort();
	}

	private static String path(URI uri) {
		return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
	}

	/**
	 * Return the address.
	 * @return the URL without credentials
	 */
	public URI address() {
		return this.address;
	}

	/**
	 * Return the user.
	 * @return the user name, not encoded
	 */
	public String username() {
		return this.username;
	}

	/**
	 * Return the whole URL, to be sent to Oracle and nowhere else.
	 * @return the URL with its credentials
	 */
	public Secret url() {
		return this.url;
	}

	@Override
	public String toString() {
		return this.address.toString().replace("://", "://" + encode(this.username) + ":***@");
	}

}
