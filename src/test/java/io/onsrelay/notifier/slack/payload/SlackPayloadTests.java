package io.onsrelay.notifier.slack.payload;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Golden;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.slack.SlackPayloads;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackPayload}.
 */
class SlackPayloadTests {

	// Redacting a text of 60 KB that resembles secrets takes tens of milliseconds, so ten
	// thousand messages are too many for each build: -Dhostile.messages=10000.
	private static final int HOSTILE_MESSAGES = Integer.getInteger("hostile.messages", 1_000);

	private final SlackPayload payload = new SlackPayload(Presenters.linking("https://relay.example.com"));

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsGoldenAndWhatSlackAccepts(String name) {
		JsonNode payload = SlackPayloads.check(this.payload.render(notification(Fixtures.message(name), null)));
		Golden.check("slack", name, payload.toString());
	}

	@Test
	void goldenFilesAreThoseOfFixtures() {
		assertThat(Golden.names("slack")).isEqualTo(Fixtures.names());
	}

	@Test
	void renderWhenHostileIsWhatSlackAccepts() {
		HostileMessages.some(HOSTILE_MESSAGES)
			.forEach((message) -> SlackPayloads.check(this.payload.render(notification(message, null))));
	}

	@Test
	void renderHasTitleAsHeader() {
		JsonNode header = render("computeapi.instanceaction.softstop.end").at("/blocks/0/text");
		assertThat(header.path("text").asText()).isEqualTo("Instance heron-01 stopped (softstop)");
	}

	@Test
	void renderHasTextForLockScreen() {
		assertThat(render("alarm.v1.5.ok_to_firing").path("text").asText())
			.isEqualTo("Alarm firing: Heron CPU · critical · heron-01 · eu-frankfurt-1");
	}

	@Test
	void renderWhenTitleNamesResourceDoesNotRepeatIt() {
		assertThat(render("computeapi.instanceaction.softstop.end").path("text").asText())
			.isEqualTo("Instance heron-01 stopped (softstop) · eu-frankfurt-1 · harbour");
	}

	@Test
	void renderShowsMessageOfAlarmFirst() {
		assertThat(render("alarm.v1.5.ok_to_firing").at("/attachments/0/blocks/1/text/text").asText())
			.startsWith("Message:");
	}

	@Test
	void renderWhenRouteHasTextShowsItInPlaceOfFacts() {
		Presentation standard = this.payload
			.present(notification(Fixtures.message("computeapi.launchinstance.end"), null));
		Presentation own = new Presentation(standard.title(), standard.severity(), standard.problemSeverity(),
				standard.status(), standard.resource(), standard.resourceType(), standard.region(),
				standard.compartment(), standard.time(), standard.actor(), "<!channel> call *harbour*",
				standard.facts(), standard.links());
		JsonNode json = SlackPayloads
			.check(this.payload.render(notification(Fixtures.message("computeapi.launchinstance.end"), null), own));
		assertThat(json.toString()).contains("&lt;!channel&gt; call *harbour*", "|Open the instance in the console>")
			.doesNotContain("VM.Standard.E5.Flex");
	}

	@Test
	void renderSaysWhereWhenAndWhat() {
		String details = render("computeapi.launchinstance.end").path("attachments").toString();
		assertThat(details).contains("heron-01", "harbour", "eu-frankfurt-1", "VM.Standard.E5.Flex",
				"|Open the instance in the console>", "?region=eu-frankfurt-1", "route lifecycle",
				Fixtures.message("computeapi.launchinstance.end").id().toString());
		assertThat(details).containsPattern("<!date\\^[0-9]{10}\\^\\{date_short_pretty} \\{time}\\|2026-03-01T");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.5.ok_to_firing,       , #a30200
			alarm.v1.5.ok_to_firing, WARNING, #ecb22e
			alarm.v1.5.firing_to_ok,       , #2eb67d
			alarm.v1.5.firing_to_ok, CRITICAL, #2eb67d
			databaseservice.backup.end.failed, , #e01e5a
			computeapi.instanceaction.stop.end, , #ecb22e
			computeapi.instanceaction.stop.end, CRITICAL, #a30200
			objectstorage.createbucket, , #36c5f0
			""")
	void renderHasColorOfSeverity(String fixture, @Nullable Severity severity, String color) {
		JsonNode json = this.payload.render(notification(Fixtures.message(fixture), severity));
		assertThat(SlackPayloads.check(json).at("/attachments/0/color").asText()).isEqualTo(color);
	}

	@Test
	void renderWhenMalformedShowsText() {
		assertThat(render("malformed.alarm").toString()).contains("not valid JSON", "Pilot database");
	}

	@Test
	void renderShowsTimesInTheReadersZone() {
		String json = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.computeapi.instancemaintenance",
				"data":{"resourceName":"pier-4","additionalDetails":{"timeWindowStart":"2026-06-12T22:00:00Z",
				"timeHardDueDate":"2026-06-20T22:00:00.5Z"}}}""";
		Message message = Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
		JsonNode fields = SlackPayloads.check(this.payload.render(notification(message, null)))
			.at("/attachments/0/blocks/1/fields");
		assertThat(fields.findValuesAsText("text")).startsWith("*Time hard due date*",
				"<!date^1781992800^{date_short_pretty} {time}|2026-06-20T22:00:00Z>", "*Time window start*",
				"<!date^1781301600^{date_short_pretty} {time}|2026-06-12T22:00:00Z>");
	}

	@Test
	void renderFoldsFactsBeyondEightAndFramesTags() {
		String details = IntStream.rangeClosed(1, 9)
			.mapToObj((i) -> "\"field%d\":\"value-%d\"".formatted(i, i))
			.collect(Collectors.joining(","));
		String tags = IntStream.rangeClosed(1, 30)
			.mapToObj((i) -> "\"tag%02d\":\"ti`de-%d\"".formatted(i, i))
			.collect(Collectors.joining(","));
		String json = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.virtualnetwork.updatevcn",
				"data":{"resourceName":"pier-4","freeformTags":{%s},"additionalDetails":{%s}}}""".formatted(tags,
				details);
		Message message = Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
		JsonNode blocks = SlackPayloads.check(this.payload.render(notification(message, null)))
			.at("/attachments/0/blocks");
		assertThat(blocks.findValues("fields").stream().mapToInt(JsonNode::size).sum()).as("labels and values")
			.isEqualTo(16);
		assertThat(blocks.toString()).contains("Field 9: value-9\\nService: ",
				"\\nEvent type: com.oraclecloud.virtualnetwork.updatevcn\"");
		assertThat(blocks.findValuesAsText("text"))
			.anySatisfy((text) -> assertThat(text).startsWith("`tag01=ti'de-1` `tag02=ti'de-2` ").endsWith(" more"));
	}

	@Test
	void renderWhenBatchSaysHowMany() {
		assertThat(render("log.batch").toString()).contains(" of ", "log records");
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	private JsonNode render(String fixture) {
		return SlackPayloads.check(this.payload.render(notification(Fixtures.message(fixture), null)));
	}

	private static Notification notification(Message message, @Nullable Severity severity) {
		return new Notification(message, Destination.of("slack/ops"), "lifecycle", PresentationOverrides.of(severity));
	}

}
