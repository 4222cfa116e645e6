package io.onsrelay.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HttpSettings}.
 */
class HttpSettingsTests {

	private static final Duration MILLI = Duration.ofMillis(1);

	@Test
	void withinWhenLongKeepsConnectTimeoutShort() {
		HttpSettings settings = HttpSettings.within(Duration.ofSeconds(30));
		assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(30));
		assertThat(settings.externalAddressesOnly()).isFalse();
	}

	@Test
	void withinWhenShortBoundsConnectTimeout() {
		assertThat(HttpSettings.within(Duration.ofMillis(20)).connectTimeout()).isEqualTo(Duration.ofMillis(20));
	}

	@Test
	void externalAddressesKeepsTheRest() {
		assertThat(HttpSettings.within(Duration.ofSeconds(2)).externalAddresses()).isEqualTo(
				new HttpSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), true, 8192));
	}

	@Test
	void binaryKeepsTheRestAndOneCharacterForEachByte() {
		HttpSettings settings = HttpSettings.within(Duration.ofSeconds(2)).externalAddresses();
		assertThat(settings.bodyCharset()).isEqualTo(StandardCharsets.UTF_8);
		assertThat(settings.binary(9)).isEqualTo(new HttpSettings(settings.connectTimeout(), settings.responseTimeout(),
				settings.deadline(), true, 9, StandardCharsets.ISO_8859_1));
		assertThat(settings.binary(9).externalAddresses()).isEqualTo(settings.binary(9));
	}

	@Test
	void createWhenTimeoutIsNoneFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpSettings.within(Duration.ZERO))
			.withMessageContaining("connectTimeout");
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(MILLI, Duration.ZERO, MILLI, false, 0))
			.withMessageContaining("responseTimeout");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpSettings(MILLI, MILLI, MILLI.minusNanos(1), false, 0))
			.withMessageContaining("deadline");
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(MILLI, MILLI, MILLI, false, -1))
			.withMessageContaining("keptBodyBytes");
	}

	@Test
	void createWhenAllIsTheLeastSucceeds() {
		assertThat(new HttpSettings(MILLI, MILLI, MILLI, false, 0).keptBodyBytes()).isZero();
	}

}
