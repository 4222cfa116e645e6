package io.onsrelay.access;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrustedProxiesTests {

	private static final String PROXY = "10.0.0.1";

	private static final String CLIENT = "203.0.113.7";

	private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "2001:db8:a::/48", "192.0.2.1"));

	@Test
	void clientWhenNothingIsTrustedIsThePeer() {
		assertThat(new TrustedProxies(List.of()).client(PROXY, List.of(CLIENT))).isEqualTo(PROXY);
	}

	@Test
	void clientWhenPeerIsNoProxyIsThePeerWhateverItSays() {
		assertThat(this.proxies.client("198.51.100.9", List.of(CLIENT))).isEqualTo("198.51.100.9");
	}

	@Test
	void clientWhenProxySaysNothingIsTheProxy() {
		assertThat(this.proxies.client(PROXY, List.of())).isEqualTo(PROXY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.7                                    | 203.0.113.7
			192.0.2.1, 203.0.113.7, 10.1.2.3               | 203.0.113.7
			140.91.0.1, 203.0.113.7                        | 203.0.113.7
			140.91.0.1,203.0.113.7 ,  10.9.9.9,192.0.2.1   | 203.0.113.7
			10.0.0.7, 10.0.0.8                             | 10.0.0.7
			203.0.113.7:51234                              | 203.0.113.7
			2001:db8:b::7                                  | 2001:db8:b:0:0:0:0:7
			[2001:db8:b::7]:443, 2001:db8:a::1             | 2001:db8:b:0:0:0:0:7
			[2001:db8:b::7]                                | 2001:db8:b:0:0:0:0:7
			203.0.113.7, ::ffff:10.0.0.2                   | 203.0.113.7
			""")
	void clientIsTheLastAddressThatIsNoProxy(String header, String client) {
		assertThat(this.proxies.client(PROXY, List.of(header))).isEqualTo(client);
	}

	@Test
	void clientWhenHeaderComesTwiceIsFoundInTheLast() {
		assertThat(this.proxies.client(PROXY, List.of("140.91.0.1", CLIENT))).isEqualTo(CLIENT);
		assertThat(this.proxies.client(PROXY, List.of(CLIENT, "10.0.0.5"))).isEqualTo(CLIENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "unknown", "localhost", "example.com", "_hidden", "203.0.113.7;x",
			"1.2.3.4.5", "203.0.113.999", "[]", "[::1", "::1]", "fe80::1%eth0", ":", "203.0.113.7:", "203.0.113.7:x",
			"\"203.0.113.7\"" })
	void clientWhenProxySaysNoAddressIsTheProxy(String garbage) {
		assertThat(this.proxies.client(PROXY, List.of(CLIENT + "," + garbage))).isEqualTo(PROXY);
		assertThat(this.proxies.client(PROXY, List.of(CLIENT + "," + garbage + ",10.0.0.2"))).isEqualTo("10.0.0.2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown, 203.0.113.7", "<script>, 203.0.113.7", ",,,203.0.113.7" })
	void clientWhenGarbageIsLeftOfItIsFound(String header) {
		assertThat(this.proxies.client(PROXY, List.of(header))).isEqualTo(CLIENT);
	}

	@Test
	void creationWhenNetworkCannotBeReadNamesTheProperty() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new TrustedProxies(List.of("10.0.0.0/99")))
			.withMessageContaining("relay.ingest.trusted-proxies");
	}

}
