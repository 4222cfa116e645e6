package io.onsrelay.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfiguredProxyTests {

	private static final String URL = "http://proxy.example.com:3128";

	@ParameterizedTest
	@CsvSource(textBlock = """
			https://hooks.slack.com/x,         true
			http://example.com/x,              true
			http://alertmanager.example.com/x, false
			http://ALERTMANAGER.example.com/x, false
			http://a.b.internal.example/x,     false
			http://internal.example/x,         true
			http://x.corp/x,                   false
			http://10.1.2.3/x,                 false
			http://11.1.2.3/x,                 true
			http://[fd00::1]/x,                false
			http://[2001:db8::1]:80/x,         true
			http://localhost:9093/x,           false
			http://127.0.0.1:9093/x,           false
			http://[::1]:9093/x,               false
			""")
	void selectWhenHostIsToBeCalledDirectlyIsNoProxy(String url, boolean proxied) {
		ConfiguredProxy proxy = of(URL, null, null,
				List.of("alertmanager.example.com", ".internal.example", "*.corp", "10.0.0.0/8", "fd00::/8"));
		assertThat(proxy.select(URI.create(url))).containsExactly(
				proxied ? new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128))
						: Proxy.NO_PROXY);
	}

	@Test
	void credentialsAreForTheProxyOnly() {
		CredentialsProvider credentials = of(URL, "relay", "secret", List.of()).credentials().orElseThrow();
		HttpClientContext context = HttpClientContext.create();
		assertThat(credentials.getCredentials(new AuthScope("proxy.example.com", 3128), context)).isNotNull();
		assertThat(credentials.getCredentials(new AuthScope("hooks.slack.com", 443), context)).isNull();
		assertThat(of(URL, null, null, List.of()).credentials()).isEmpty();
	}

	@Test
	void ofWhenUrlIsMissingIsEmpty() {
		assertThat(ConfiguredProxy.of(new OutboundProperties.Proxy(" ", null, null, List.of()))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					proxy.example.com:3128        | - | - | - | relay.http.proxy.url: this is not the address of a proxy.
					https://proxy.example.com:443 | - | - | - | relay.http.proxy.url: this is not the address of a proxy.
					http://proxy.example.com      | - | - | - | relay.http.proxy.url: this is not the address of a proxy.
					http://proxy:1/path           | - | - | - | relay.http.proxy.url: this is not the address of a proxy.
					http://relay:hunter2@proxy:1  | - | - | - | relay.http.proxy.url: it holds a user name.
					http://relay:hunt er2@proxy:1 | - | - | - | relay.http.proxy.url: this is not the address of a proxy.
					-                             | u | p | - | relay.http.proxy.url: it is missing
					-                             | - | - | x | relay.http.proxy.url: it is missing
					http://proxy:1                | u | - | - | relay.http.proxy.password: it is missing
					http://proxy:1                | - | p | - | relay.http.proxy.username: it is missing
					http://proxy:1                | - | - | a b | relay.http.proxy.no-proxy: 'a b' is no host, domain or network
					http://proxy:1                | - | - | h:80 | relay.http.proxy.no-proxy: 'h:80' is no host, domain or network
					http://proxy:1                | - | - | 10.0.0.0/99 | relay.http.proxy.no-proxy: '10.0.0.0/99' is neither
					""")
	void ofWhenPropertyIsWrongNamesItAndNoPassword(@Nullable String url, @Nullable String username,
			@Nullable String password, @Nullable String noProxy, String message) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> of(url, username, password, (noProxy != null) ? List.of(noProxy) : List.of()))
			.withMessageStartingWith(message)
			.withMessageNotContainingAny("hunter2", "hunt er2");
	}

	private static ConfiguredProxy of(@Nullable String url, @Nullable String username, @Nullable String password,
			List<String> noProxy) {
		return ConfiguredProxy
			.of(new OutboundProperties.Proxy(url, username, (password != null) ? Secret.of(password) : null, noProxy))
			.orElseThrow();
	}

}
