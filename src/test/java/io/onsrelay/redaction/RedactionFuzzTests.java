package io.onsrelay.redaction;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Fuzzing;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link Redaction}: no text around a secret shows it.
 */
class RedactionFuzzTests {

	private static final String SECRET = "Zq7Kx0Wv2Jt9";

	private static final List<String> PLANTED = List.of(" token=%s ", " https://ons:%s@host/ ", " pin:%s ",
			" https://objectstorage.x.oraclecloud.com/p/%s/n/b ");

	private final Redaction redaction = new Redaction(
			List.of(ExtraPattern.compile("pin:(?<secret>\\w+)"), ExtraPattern.compile("(a+)+b")));

	@MethodSource("seeds")
	@FuzzTest
	void redact(byte[] bytes) {
		Fuzzing.Input input = Fuzzing.split(bytes);
		String after = input.body().text();
		if (input.text().contains(SECRET) || after.contains(SECRET)) {
			// Jazzer reads what the code compares with. Only what is planted is a secret.
			return;
		}
		Fuzzing.endsSoon(() -> {
			for (String planted : PLANTED) {
				String redacted = this.redaction.redact(input.text() + planted.formatted(SECRET) + after);
				assertThat(redacted).as(planted).doesNotContain(SECRET);
				assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(redacted)).isTrue();
			}
			assertThat(this.redaction.redact(json(input.text(), input.body())).toString()).doesNotContain(SECRET);
		});
	}

	private static JsonNode json(String text, Body body) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("before", text)
			.put("token", SECRET)
			.put("after", body.text())
			.set("body", Fixtures.message("fuzz", body).first().json());
		json.putObject(text).put("Api_Key", SECRET).put(text, " token=" + SECRET);
		json.putArray("list").addObject().putArray("secret").add(SECRET);
		return json;
	}

	static Stream<byte[]> seeds() {
		return Stream
			.concat(SecretPatternsTests.hostileTexts(),
					Stream.of("log.audit", "plain.text").map(RedactionFuzzTests::body))
			.map((text) -> (text + "\0" + text).getBytes(StandardCharsets.UTF_8));
	}

	private static String body(String fixture) {
		return Fixtures.body(fixture).text();
	}

}
