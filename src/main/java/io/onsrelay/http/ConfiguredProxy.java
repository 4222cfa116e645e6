package io.onsrelay.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;

import io.onsrelay.access.Networks;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.secret.Secret;

/**
 * Sends all calls through one proxy, except for those to hosts that are called directly.
 */
final class ConfiguredProxy extends ProxySelector {

	private static final String URL = "relay.http.proxy.url";

	private static final String NO_PROXY = "relay.http.proxy.no-proxy";

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+(/[0-9]+)?|[0-9a-fA-F.:]*:[0-9a-fA-F.:]*(/[0-9]+)?");

	private static final Pattern HOST = Pattern.compile("(\\*?\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	private static final List<String> LOOPBACK = List.of("localhost", ".localhost", "127.0.0.0/8", "::1");

	private final URI url;

	private final Proxy proxy;

	private final Optional<UsernamePasswordCredentials> credentials;

	private final Networks networks;

	/** Lower-case names of hosts; those of domains begin with a dot. */
	private final List<String> names = new ArrayList<>();

	private ConfiguredProxy(URI url, OutboundProperties.Proxy properties, List<String> alwaysDirect) {
		this.url = url;
		this.proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.getHost(), url.getPort()));
		this.credentials = credentials(properties);
		List<String> cidrs = new ArrayList<>();
		for (String entry : Stream.concat(alwaysDirect.stream(), properties.noProxy().stream()).toList()) {
			if (ADDRESS.matcher(entry).matches()) {
				cidrs.add(entry);
			}
			else if (HOST.matcher(entry).matches()) {
				this.names.add(entry.replaceFirst("^\\*", "").toLowerCase(Locale.ROOT));
			}
			else {
				throw new InvalidConfigurationException(NO_PROXY, "'%s' is no host, domain or network".formatted(entry),
						"Write hosts such as alertmanager.example.com, domains such as .example.com, or networks such as 10.0.0.0/8, without ports.");
			}
		}
		this.networks = Networks.of(NO_PROXY, cidrs);
	}

	/**
	 * Reads the configuration.
	 * @param properties the properties
	 * @return the proxy; empty if none is configured
	 * @throws InvalidConfigurationException if one of them is wrong
	 */
	static Optional<ConfiguredProxy> of(OutboundProperties.Proxy properties) {
		return of(properties, LOOPBACK);
	}

	static Optional<ConfiguredProxy> of(OutboundProperties.Proxy properties, List<String> alwaysDirect) {
		String url = properties.url();
		if (url == null || url.isBlank()) {
			if (properties.username() != null || properties.password() != null || !properties.noProxy().isEmpty()) {
				throw new InvalidConfigurationException(URL,
						"it is missing, and other properties of the proxy are set.",
						"Write the address of the proxy, such as http://proxy.example.com:3128.");
			}
			return Optional.empty();
		}
		return Optional.of(new ConfiguredProxy(parse(url.strip()), properties, alwaysDirect));
	}

	private static URI parse(String text) {
		try {
			URI url = new URI(text);
			if (url.getUserInfo() != null) {
				throw new InvalidConfigurationException(URL, "it holds a user name.",
						"Write it without, and set relay.http.proxy.username and relay.http.proxy.password.");
			}
			if ("http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && url.getPort() > 0
					&& List.of("", "/").contains(url.getPath()) && url.getQuery() == null) {
				return url;
			}
		}
		catch (URISyntaxException ex) {
			// Told below, without the text: it may hold a password
		}
		throw new InvalidConfigurationException(URL, "this is not the address of a proxy.",
				"Write http, a host and a port, such as http://proxy.example.com:3128. A proxy that itself is called by https is not supported.");
	}

	private static Optional<UsernamePasswordCredentials> credentials(OutboundProperties.Proxy properties) {
		String username = properties.username();
		Secret password = properties.password();
		if (username == null && password == null) {
			return Optional.empty();
		}
		if (username == null || password == null) {
			throw new InvalidConfigurationException(
					"relay.http.proxy." + ((username != null) ? "password" : "username"),
					"it is missing, and the other one of user name and password is set.", "Set both, or neither.");
		}
		return Optional.of(new UsernamePasswordCredentials(username, password.reveal().toCharArray()));
	}

	/**
	 * Return the credentials of the proxy, which no other server gets.
	 * @return the provider; empty if the proxy needs none
	 */
	Optional<CredentialsProvider> credentials() {
		return this.credentials.map((credentials) -> {
			BasicCredentialsProvider provider = new BasicCredentialsProvider();
			provider.setCredentials(new AuthScope(this.url.getHost(), this.url.getPort()), credentials);
			return provider;
		});
	}

	@Override
	public List<Proxy> select(URI uri) {
		return List.of(isDirect(uri.getHost()) ? Proxy.NO_PROXY : this.proxy);
	}

	private boolean isDirect(String uriHost) {
		String host = uriHost.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
		if (ADDRESS.matcher(host).matches()) {
			return this.networks.contain(host);
		}
		return this.names.stream().anyMatch((name) -> name.startsWith(".") ? host.endsWith(name) : host.equals(name));
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException failure) {
		// The caller has the failure as its result
	}

}
