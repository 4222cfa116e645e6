package io.onsrelay.http.url;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InternalAddresses}.
 */
class InternalAddressesTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
			"0.0.0.0", "224.0.0.1", "::1", "[::1]", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "2130706433", "127.1",
			"0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "localhost", "LOCALHOST", "metadata.localhost" })
	void isInternalWhenInternalIsTrue(String host) {
		assertThat(InternalAddresses.isInternal(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "2606:4700::1111", "example.com", "127.example.com", "localhost.example.com" })
	void isInternalWhenPublicOrNameIsFalse(String host) {
		assertThat(InternalAddresses.isInternal(host)).isFalse();
	}

}
