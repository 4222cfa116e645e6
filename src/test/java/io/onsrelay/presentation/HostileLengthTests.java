package io.onsrelay.presentation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Doublings;
import io.onsrelay.event.Fixtures;

/**
 * Shows that no message takes longer to be presented than in proportion to its length,
 * with the patterns, formatters and vocabulary that come with the service.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileLengthTests {

	/**
	 * What repetitions, look-around and searches for an end run through again and again.
	 */
	private static final List<String> REPEATED = List.of("a", " ", "\n", "&", "&#x", "&amp;", "<", "\"", "\\", "=",
			"://", "token=", "\"token\":[\"", "/p/", "-ad-", "a-", ".", "aB", "create", "/n/a/b/", "ocid1.", "%2F",
			"bearer a ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", " eyJaaaaaaaa.", " sk-a", " ghp_", "AKIA",
			"&sig=a", "hooks.slack.com/services/", "\u202e", "{", "[1,");

	private final Presenter presenter = Presenters.standard();

	@ParameterizedTest
	@MethodSource("repeated")
	void presentWhenTextRepeatsTakesTimeInProportionToItsLength(String repeated) {
		Doublings.assertLinear((length) -> {
			String text = repeated.repeat(Math.max(1, length / 4 / repeated.length()));
			this.presenter.present(Fixtures.parse(alarm(text)));
			this.presenter.present(Fixtures.parse(event(text)));
			this.presenter.present(Fixtures.parse(text));
		});
	}

	static Stream<String> repeated() {
		return REPEATED.stream();
	}

	private static String alarm(String text) {
		ObjectNode alarm = JsonNodeFactory.instance.objectNode();
		for (String name : List.of("dedupeKey", "title", "body", "severity")) {
			alarm.put(name, text);
		}
		ObjectNode metadata = alarm.put("type", "REPEAT").putArray("alarmMetaData").addObject();
		for (String name : List.of("query", "alarmUrl", "alarmSummary", "namespace")) {
			metadata.put(name, text);
		}
		metadata.putArray("dimensions").addObject().put("region", text).put(text, "x");
		return alarm.toString();
	}

	private static String event(String text) {
		ObjectNode event = JsonNodeFactory.instance.objectNode().put("cloudEventsVersion", "0.1");
		event.put("eventType", "com.oraclecloud.objectstorage." + text);
		ObjectNode data = event.putObject("data");
		for (String name : List.of("compartmentName", "resourceName", "resourceId", "availabilityDomain")) {
			data.put(name, text);
		}
		data.putObject("freeformTags").put(text, text);
		data.putObject("additionalDetails").put("bucketName", text).put(text, text).setAll(Map.of());
		return event.toString();
	}

}
