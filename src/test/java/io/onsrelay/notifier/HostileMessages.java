package io.onsrelay.notifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

/**
 * Messages whose every text tries to break renderers. They are the same in each run.
 */
public final class HostileMessages {

	private static final List<String> TEXTS = List.of("", " ", "\n", "&", "&amp;", "&amp;lt;", "<!channel>",
			"<!here|x>", "<@U0000000>", "<https://evil.example|Click>", "</b>]]>", "`", "```", "*bold* _it_ ~no~",
			"\ud800", "\udfff", "a\udbff", "\ud83d\ude80", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\u0000",
			"\u0007\u001b[31m", "\u202egnp.exe", "\u200b", "\ufffe", "e\u0301\u0301\u0301", "\r\nX-Header: 1", "|",
			"\"", "\\", "${jndi:ldap://x}", "{{7*7}}", "%s%n%d", "null", "ocid1.instance.oc1..", "https://", ":fire:",
			"2026-13-45T99:99:99Z", "-1", "9".repeat(40), "ocid1.instance.oc1.iad." + "a".repeat(300),
			"<!date^1^{date}|x>");

	private static final List<String> LONG_TEXTS = List.of("x".repeat(3200), "<".repeat(800), "&".repeat(599),
			"\ud83d\ude80".repeat(800), "word ".repeat(700), "\n".repeat(500));

	/**
	 * Near to what ONS delivers at most.
	 */
	private static final List<String> LONGEST_TEXTS = List.of("x".repeat(60_000), "&".repeat(60_000),
			"\ud83d\ude80".repeat(15_000), "<!channel> ".repeat(5_000));

	private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final Random random;

	private HostileMessages(Random random) {
		this.random = random;
	}

	/**
	 * Return some hostile messages.
	 * @param count how many
	 * @return the messages
	 */
	public static Stream<Message> some(int count) {
		HostileMessages messages = new HostileMessages(new Random(42));
		return IntStream.range(0, count).mapToObj(messages::message);
	}

	private Message message(int number) {
		List<Supplier<JsonNode>> kinds = List.of(this::event, this::alarm, this::log, this::object, this::batch);
		Body body = (this.random.nextInt(8) == 0) ? Body.of(text().getBytes(StandardCharsets.UTF_8))
				: body(kinds.get(this.random.nextInt(kinds.size())).get());
		return Fixtures.message("hostile-" + number, body);
	}

	private static Body body(JsonNode json) {
		try {
			return Body.of(ASCII.writeValueAsBytes(json));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode event() {
		ObjectNode event = fields("eventType", "source", "eventTime", "eventID").put("cloudEventsVersion", "0.1");
		if (this.random.nextBoolean()) {
			event
				.put("eventType",
						"com.oraclecloud."
								+ pick("computeapi.instanceaction", "objectstorage.createbucket",
										"cloudguard.problemdetected", "x.updatevcn", text())
								+ pick("", ".begin", ".end"));
		}
		ObjectNode data = fields("compartmentId", "compartmentName", "resourceName", "resourceId",
				"availabilityDomain");
		data.set("freeformTags", anything());
		data.set("definedTags", anything());
		ObjectNode details = fields("instanceActionType", "lifecycleState", "riskLevel", "region", "bucketName",
				"namespace", "problemDescription", "description", text());
		details.set("nested", anything());
		data.set("additionalDetails", details);
		return event.set("data", data);
	}

	private JsonNode alarm() {
		ObjectNode alarm = fields("dedupeKey", "title", "body", "severity", "timestamp");
		alarm.put("type", pick("OK_TO_FIRING", "REPEAT", "FIRING_TO_OK", "RESET", text()));
		ObjectNode metadata = fields("id", "status", "namespace", "query", "alarmUrl", "alarmSummary");
		ArrayNode dimensions = metadata.putArray("dimensions");
		for (int i = this.random.nextInt(12); i > 0; i--) {
			dimensions.add(fields("region", "resourceId", "resourceDisplayName", text()));
		}
		alarm.putArray("alarmMetaData").add(metadata);
		return alarm;
	}

	private JsonNode log() {
		ObjectNode log = fields("id", "source", "time", "type").put("specversion", "1.0");
		log.set("oracle", fields("compartmentid", "tenantid"));
		ObjectNode data = fields("eventName", "message", "compartmentName", "resourceId");
		data.set("identity", fields("principalName", "ipAddress"));
		return log.set("data", data);
	}

	private JsonNode object() {
		ObjectNode object = fields("title", text());
		return object.set(text(), anything());
	}

	private JsonNode batch() {
		ArrayNode batch = JsonNodeFactory.instance.arrayNode();
		for (int i = 1 + this.random.nextInt(30); i > 0; i--) {
			batch.add(log());
		}
		return batch;
	}

	private JsonNode anything() {
		return switch (this.random.nextInt(5)) {
			case 0 -> JsonNodeFactory.instance.nullNode();
			case 1 -> JsonNodeFactory.instance.numberNode(this.random.nextDouble());
			case 2 -> JsonNodeFactory.instance.arrayNode().add(text()).add(fields(text()));
			case 3 -> fields(text(), text(), text());
			default -> JsonNodeFactory.instance.textNode(text());
		};
	}

	private ObjectNode fields(String... names) {
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		for (String name : names) {
			if (this.random.nextInt(6) > 0) {
				object.put(name, text());
			}
		}
		return object;
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			List<String> texts = texts();
			text.append(texts.get(this.random.nextInt(texts.size())));
		}
		return text.toString();
	}

	private List<String> texts() {
		int number = this.random.nextInt(4000);
		if (number == 0) {
			return LONGEST_TEXTS;
		}
		return (number < 250) ? LONG_TEXTS : TEXTS;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
