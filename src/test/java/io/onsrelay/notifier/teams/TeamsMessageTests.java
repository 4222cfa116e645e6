package io.onsrelay.notifier.teams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.Golden;
import io.onsrelay.digest.Digest;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TeamsMessage}.
 */
class TeamsMessageTests {

	private static final int HOSTILE_MESSAGES = Integer.getInteger("hostile.messages", 1_000);

	private static final String FIRING = "alarm.v1.5.ok_to_firing";

	private static final String STOPPED = "computeapi.instanceaction.stop.end";

	private static final String BUCKET = "objectstorage.createbucket";

	private final TeamsMessage message = new TeamsMessage(Presenters.linking("https://relay.example.com"));

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsGoldenAndWhatTeamsShows(String name) {
		String json = this.message.render(notification(Fixtures.message(name), null)).toString();
		TeamsCards.check(json);
		Golden.check("teams", name, json);
	}

	@Test
	void goldenFilesAreThoseOfFixtures() {
		assertThat(Golden.names("teams")).isEqualTo(Fixtures.names());
	}

	@Test
	void renderWhenHostileIsWhatTeamsShows() {
		HostileMessages.some(HOSTILE_MESSAGES)
			.forEach((message) -> TeamsCards.check(this.message.render(notification(message, null)).toString()));
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderShowsNoSecret(String name) {
		assertThat(this.message.render(notification(Fixtures.message(name), null)).toString())
			.doesNotContain("nobody-may-see");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.5.ok_to_firing,       , attention
			alarm.v1.5.ok_to_firing, WARNING, warning
			alarm.v1.5.firing_to_ok,       , good
			alarm.v1.5.firing_to_ok, CRITICAL, good
			databaseservice.backup.end.failed, , attention
			computeapi.instanceaction.stop.end, , warning
			objectstorage.createbucket, , accent
			""")
	void renderHasStyleOfSeverity(String fixture, @Nullable Severity severity, String style) {
		JsonNode card = TeamsCards
			.check(this.message.render(notification(Fixtures.message(fixture), severity)).toString());
		assertThat(card.at("/body/0/style").asText()).isEqualTo(style);
	}

	@Test
	void renderSaysWhatWhenWhereAndHasLinks() {
		JsonNode card = render("computeapi.launchinstance.end");
		assertThat(card.at("/body/0/items/0/text").asText()).isEqualTo("Instance launched: heron-01");
		assertThat(card.at("/body/0/items/1/text").asText()).matches(
				"\\{\\{DATE\\(2026-03-01T[0-9:]{8}Z, SHORT\\)}} \\{\\{TIME\\(2026-03-01T[0-9:]{8}Z\\)}} · info · instance .*");
		assertThat(card.path("body").findValuesAsText("value")).contains("VM.Standard.E5.Flex");
		assertThat(card.at("/actions/0/title").asText()).isEqualTo("Open the instance in the console");
		assertThat(card.at("/actions/0/url").asText()).startsWith("https://cloud.oracle.com/");
		JsonNode last = card.path("body").get(card.path("body").size() - 1);
		assertThat(last.path("text").asText()).startsWith("route lifecycle · message ")
			.endsWith(Fixtures.message("computeapi.launchinstance.end").id().toString());
	}

	@Test
	void renderShowsTextOfAlarmBeforeItsFacts() {
		assertThat(render(FIRING).path("body").findValuesAsText("type")).startsWith("Container", "TextBlock",
				"TextBlock", "RichTextBlock");
	}

	@Test
	void renderWhenRouteHasTextShowsItInPlaceOfFacts() {
		Notification notification = new Notification(Fixtures.message(BUCKET), Destination.of("teams/ops"), "own",
				new PresentationOverrides(null, "Look: *{{title}}*", "<at>ops</at> call [harbour](https://x)", Map.of(),
						PagerAction.AUTO));
		JsonNode card = TeamsCards.check(this.message.render(notification).toString());
		assertThat(card.at("/body/0/items/0/text").asText()).startsWith("Look: \\*");
		assertThat(card.at("/body/1/inlines/0/text").asText()).isEqualTo("<at>ops</at> call [harbour](https://x)");
		assertThat(card.toString()).doesNotContain("FactSet");
	}

	@Test
	void renderFoldsFactsBeyondTen() {
		JsonNode card = TeamsCards.check(this.message.render(notification(message(14, "x"), null)).toString());
		List<JsonNode> sets = card.path("body").findParents("facts");
		assertThat(sets).hasSize(2);
		assertThat(sets.getFirst().path("facts")).hasSize(10);
		assertThat(sets.getLast().path("isVisible").asBoolean(true)).isFalse();
		assertThat(card.at("/actions/0/title").asText()).isEqualTo(sets.getLast().path("facts").size() + " more facts");
	}

	@Test
	void renderWhenTooLargeLeavesOutLastFactsAndSaysSo() {
		String json = this.message.render(notification(message(200, "\u6d77".repeat(480)), null)).toString();
		JsonNode card = TeamsCards.check(json);
		assertThat(json.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(TeamsMessage.MAX_BYTES - 2_000);
		assertThat(card.toString()).contains("\"Field 1\\n\"", "\"Field 2\\n\"").doesNotContain("Event type");
		assertThat(card.path("body").findValuesAsText("text"))
			.anyMatch((text) -> text.matches("[0-9]+ facts are left out, since Teams takes 28 KB at most\\."));
	}

	@Test
	void digestHasLineForEachAlarmThenCounts() {
		JsonNode card = digest(storm(20, STOPPED, FIRING, "databaseservice.backup.end.failed"));
		assertThat(card.at("/body/0/items/0/text").asText()).isEqualTo("22 messages, 2 of them alarms or failures");
		assertThat(card.at("/body/0/style").asText()).isEqualTo("attention");
		assertThat(card.at("/body/1/inlines/1/text").asText().lines()).hasSize(2)
			.first()
			.asString()
			.startsWith("• Alarm firing: Heron CPU · critical");
		assertThat(card.at("/body/2/facts").findValuesAsText("title")).containsExactly("Severity", "What",
				"Compartment");
	}

	@Test
	void digestSwallowsNoAlarmHoweverMany() {
		JsonNode card = digest(new ArrayList<>(Collections.nCopies(Digest.MAX_MESSAGES, FIRING)));
		assertThat(card.at("/body/1/inlines/1/text").asText().lines()).hasSize(Digest.MAX_MESSAGES);
	}

	@Test
	void digestWhenHostileIsWhatTeamsShows() {
		List<Message> messages = HostileMessages.some(200).toList();
		for (int from = 0; from < messages.size(); from += Digest.MAX_MESSAGES) {
			TeamsCards.check(
					this.message
						.digest(messages.subList(from, from + Digest.MAX_MESSAGES)
							.stream()
							.map((message) -> notification(message, null))
							.toList(), Presenters.standard()::present)
						.toString());
		}
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	private static List<String> storm(int times, String first, String... others) {
		List<String> fixtures = new ArrayList<>(Collections.nCopies(times, first));
		fixtures.addAll(List.of(others));
		return fixtures;
	}

	private JsonNode digest(List<String> fixtures) {
		return TeamsCards
			.check(this.message
				.digest(fixtures.stream().map(Fixtures::message).map((message) -> notification(message, null)).toList(),
						Presenters.standard()::present)
				.toString());
	}

	private JsonNode render(String fixture) {
		return TeamsCards.check(this.message.render(notification(Fixtures.message(fixture), null)).toString());
	}

	private static Message message(int fields, String value) {
		String details = IntStream.rangeClosed(1, fields)
			.mapToObj((i) -> "\"field%d\":\"%s-%d\"".formatted(i, value, i))
			.collect(Collectors.joining(","));
		String json = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.virtualnetwork.updatevcn","eventTime":"%s",
				"data":{"resourceName":"pier-4","additionalDetails":{%s}}}"""
			.formatted(Instant.parse("2026-03-01T11:00:00Z"), details);
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

	private static Notification notification(Message message, @Nullable Severity severity) {
		return new Notification(message, Destination.of("teams/ops"), "lifecycle", PresentationOverrides.of(severity));
	}

}
