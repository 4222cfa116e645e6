package io.onsrelay.routing.condition;

import java.util.Optional;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link Condition}: a text is a condition or has a mistake with a position, a
 * message matches or has a mismatch, and both are found soon.
 */
class ConditionFuzzTests {

	@MethodSource("seeds")
	@FuzzTest
	void parseAndMatch(byte[] bytes) {
		Fuzzing.Input input = Fuzzing.split(bytes);
		Fuzzing.endsSoon(() -> parse(input.text()).ifPresent((condition) -> {
			assertThat(condition).hasToString(input.text());
			for (Content content : Fixtures.message("fuzz", input.body()).contents()) {
				check(condition, content.json());
			}
		}));
	}

	private static Optional<Condition> parse(String text) {
		try {
			return Optional.of(Condition.parse(text));
		}
		catch (ConditionSyntaxException ex) {
			assertThat(ex.getLine()).isPositive();
			assertThat(ex.getColumn()).isPositive();
			assertThat(ex.getProblem()).isNotBlank();
			return Optional.empty();
		}
	}

	private static void check(Condition condition, JsonNode json) {
		assertThat(condition.mismatch(json).isEmpty()).isEqualTo(condition.matches(json));
	}

	static Stream<byte[]> seeds() {
		return Fuzzing.bodiesAfter("{}", "{\"eventType\": \"com.oraclecloud.*.end\"}",
				"{\"eventType\": [\"*launch*\", \"*a*b*\"], \"data\": {\"resourceName\": \"heron-*\"}}",
				"{\"data\": {\"additionalDetails\": {\"a\": 1.0e2}, \"freeformTags\": {}}, \"type\": true}",
				"{\"alarmMetaData\": {\"dimensions\": {\"resourceId\": \"*\"}}}", "{\"a\": null, \"a\": [[]]}");
	}

}
