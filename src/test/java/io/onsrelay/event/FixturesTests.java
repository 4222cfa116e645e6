package io.onsrelay.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Fixtures}, and for the kind that the parser finds in each.
 */
class FixturesTests {

	@ParameterizedTest
	@MethodSource("io.onsrelay.event.Fixtures#names")
	void messageWhenParsedIsOfTheKindItsNameSays(String name) {
		Message message = Fixtures.message(name);
		assertThat(message.kind()).isEqualTo(kind(name));
		assertThat(message.malformed()).isEqualTo(name.startsWith("malformed."));
		assertThat(message.body()).isEqualTo(Fixtures.body(name));
	}

	@Test
	void bodyWhenUnknownListsTheNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fixtures.body("no.such"))
			.withMessageContaining("alarm.v1.5.reset");
	}

	@Test
	void idsWhenNamesDifferDiffer() {
		assertThat(Fixtures.names()).extracting((name) -> Fixtures.message(name).id()).doesNotHaveDuplicates();
	}

	private static Content.Kind kind(String name) {
		return switch (name.substring(0, name.indexOf('.'))) {
			case "alarm" -> Content.Kind.ALARM;
			case "log" -> Content.Kind.LOG;
			case "plain", "malformed" -> Content.Kind.PLAIN;
			default -> Content.Kind.EVENT;
		};
	}

}
