package io.onsrelay.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MessageId}.
 */
class MessageIdTests {

	@Test
	void ofWhenTextIsUuidIsRoundTrip() {
		assertThat(MessageId.of("019CA8F0-0000-7000-8000-000000000001"))
			.hasToString("019ca8f0-0000-7000-8000-000000000001");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1-1-1-1-1", "019ca8f0000070008000000000000001", "019ca8f0-0000-7000-8000-00000000000",
			"019ca8f0-0000-7000-8000-00000000000g", "019ca8f0-0000-7000-8000-0000000000001" })
	void ofWhenTextIsNoUuidThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageId.of(text));
	}

}
