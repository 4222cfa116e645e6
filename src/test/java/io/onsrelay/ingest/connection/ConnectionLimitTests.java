package io.onsrelay.ingest.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionLimit}.
 */
class ConnectionLimitTests {

	private static final long MEBIBYTE = 1024 * 1024;

	private static final long MANY = 1 << 20;

	@Test
	void limitFollowsTheHeap() {
		assertThat(ConnectionLimit.of(256 * MEBIBYTE, MANY, false)).isBetween(1500, 4000);
		assertThat(ConnectionLimit.of(128 * MEBIBYTE, MANY, false))
			.isLessThan(ConnectionLimit.of(256 * MEBIBYTE, MANY, false));
		assertThat(ConnectionLimit.of(256 * MEBIBYTE, MANY, true)).as("TLS takes more of the heap")
			.isLessThan(ConnectionLimit.of(256 * MEBIBYTE, MANY, false) / 2);
	}

	@Test
	void limitFollowsTheFileDescriptors() {
		assertThat(ConnectionLimit.of(256 * MEBIBYTE, 1024, false)).isEqualTo(512);
	}

	@Test
	void limitStaysUsableAndBounded() {
		assertThat(ConnectionLimit.of(MEBIBYTE, MANY, true)).isEqualTo(64);
		assertThat(ConnectionLimit.of(64 * 1024 * MEBIBYTE, MANY, false)).isEqualTo(8192);
		assertThat(ConnectionLimit.of(256 * MEBIBYTE, Long.MAX_VALUE, false)).isPositive();
	}

}
