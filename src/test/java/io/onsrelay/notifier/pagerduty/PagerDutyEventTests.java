package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.Golden;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PagerDutyEvent}.
 */
class PagerDutyEventTests {

	static final String KEY = "0123456789abcdef0123456789ABCDEF";

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.linking("https://relay.example.com"));

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsWhatPagerDutyAccepts(String name) {
		check(render(Fixtures.message(name), PresentationOverrides.NONE));
	}

	@Test
	void renderWhenHostileIsWhatPagerDutyAccepts() {
		HostileMessages.some(150).forEach((message) -> check(render(message, PresentationOverrides.NONE)));
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void renderWhenFixtureIsAsReviewed(String name) {
		Golden.check("pagerduty", name,
				render(Fixtures.message(name), PresentationOverrides.NONE).toString().replace(KEY, "******"));
	}

	@Test
	void reviewedAreFixturesOnly() {
		assertThat(Golden.names("pagerduty")).isEqualTo(Fixtures.names());
	}

	@Test
	void renderSaysWhatWhereAndWhen() {
		JsonNode json = render(Fixtures.message("computeapi.instanceaction.stop.end"), PresentationOverrides.NONE);
		JsonNode payload = json.path("payload");
		assertThat(payload.path("summary").asText()).isEqualTo("Instance heron-01 stopped (harbour, eu-frankfurt-1)");
		assertThat(payload.path("source").asText()).isEqualTo("heron-01");
		assertThat(payload.path("severity").asText()).isEqualTo("warning");
		assertThat(payload.path("component").asText()).isEqualTo("instance");
		assertThat(payload.path("group").asText()).isEqualTo("harbour");
		assertThat(payload.path("class").asText()).isEqualTo("instance");
		assertThat(payload.path("timestamp").asText()).startsWith("2026-03-01T");
		assertThat(payload.at("/custom_details/Region").asText()).isEqualTo("eu-frankfurt-1");
		assertThat(json.at("/links/0/href").asText()).startsWith("https://cloud.oracle.com/compute/instances/");
	}

	@Test
	void renderWhenFactIsCalledMessageKeepsIt() {
		JsonNode details = render(Fixtures.message("alarm.v1.5.ok_to_firing"), PresentationOverrides.NONE)
			.at("/payload/custom_details");
		assertThat(details.path("Message").asText()).isEqualTo("CPU of a heron is high & rising");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0", "1.3", "1.5" })
	void renderWhenResolvedSendsWhatRoutedTheTrigger(String version) {
		JsonNode trigger = render(Fixtures.message("alarm.v" + version + ".ok_to_firing"), PresentationOverrides.NONE);
		JsonNode resolve = render(Fixtures.message("alarm.v" + version + ".firing_to_ok"), PresentationOverrides.NONE);
		assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
		assertThat(resolve.fieldNames()).toIterable().containsExactlyElementsOf(names(trigger));
		assertThat(names(resolve.path("payload"))).isEqualTo(names(trigger.path("payload")));
		for (String field : List.of("source", "severity", "component", "group", "class")) {
			assertThat(resolve.path("payload").path(field)).as(field).isEqualTo(trigger.path("payload").path(field));
		}
		assertThat(resolve.path("links")).hasSameSizeAs(trigger.path("links"));
		assertThat(resolve.at("/links/0/text")).isEqualTo(trigger.at("/links/0/text"));
		assertThat(resolve.at("/payload/severity").asText()).isNotEqualTo("info");
	}

	private static List<String> names(JsonNode json) {
		List<String> names = new ArrayList<>();
		json.fieldNames().forEachRemaining(names::add);
		return names;
	}

	@Test
	void renderWhenRouteGivesSeverityToResolveUsesItToo() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.firing_to_ok"), Severity.ERROR);
		assertThat(json.path("event_action").asText()).isEqualTo("resolve");
		assertThat(json.at("/payload/severity").asText()).isEqualTo("error");
	}

	@Test
	void renderWhenRouteGivesSeverityUsesIt() {
		JsonNode json = render(Fixtures.message("alarm.v1.5.ok_to_firing"), Severity.ERROR);
		assertThat(json.at("/payload/severity").asText()).isEqualTo("error");
	}

	@Test
	void renderWhenRouteHasTextShowsItInPlaceOfFacts() {
		JsonNode json = render(Fixtures.message("plain.text"), new PresentationOverrides(null, "{{route}} speaks",
				"of {{topic}}", Map.of(), PresentationOverrides.PagerAction.AUTO));
		assertThat(json.at("/payload/summary").asText()).startsWith("lifecycle speaks");
		assertThat(json.at("/payload/custom_details").fieldNames()).toIterable()
			.containsExactly("Region", "text", "Route", "Message id");
		assertThat(json.at("/payload/custom_details/text").asText()).isEqualTo("of foghorn");
	}

	@Test
	void renderWhenRouteGivesSeverityToNewsTriggers() {
		Message news = Fixtures.message("objectstorage.createbucket");
		assertThat(render(news, PresentationOverrides.NONE).has("event_action")).isFalse();
		assertThat(render(news, Severity.WARNING).path("event_action").asText()).isEqualTo("trigger");
	}

	@Test
	void renderWhenKeyHoldsSecretSendsItsDigest() {
		JsonNode json = render(alarm("x?token=hush"), PresentationOverrides.NONE);
		assertThat(json.path("dedup_key").asText()).isEqualTo("sha256:" + Sha256.hex("alarm:x?token=hush"));
	}

	@Test
	void renderWhenTypeHoldsSecretHidesIt() {
		Message message = Fixtures.parse("{\"cloudEventsVersion\":\"0.1\",\"eventType\":\"a.token=hush\"}");
		JsonNode json = render(message,
				new PresentationOverrides(null, null, null, Map.of(), PresentationOverrides.PagerAction.TRIGGER));
		assertThat(json.at("/payload/class").asText()).isEqualTo("a.token=******");
	}

	@Test
	void renderWhenKeysAreLongKeepsThemApart() {
		JsonNode one = render(alarm("k".repeat(300) + "1"), PresentationOverrides.NONE);
		JsonNode other = render(alarm("k".repeat(300) + "2"), PresentationOverrides.NONE);
		assertThat(one.path("dedup_key").asText()).matches("sha256:[0-9a-f]{64}")
			.isNotEqualTo(other.path("dedup_key").asText())
			.isEqualTo(render(alarm("k".repeat(300) + "1"), PresentationOverrides.NONE).path("dedup_key").asText());
	}

	static Iterable<String> fixtures() {
		return Fixtures.names();
	}

	/**
	 * Checks a request against what PagerDuty accepts.
	 */
	static void check(PagerDutyRequest request) {
		check(read(request));
	}

	private static void check(JsonNode json) {
		assertThat(json.path("routing_key").asText()).isEqualTo(KEY);
		assertThat(json.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(500_000);
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())).isTrue();
		JsonNode payload = json.path("payload");
		switch (json.path("event_action").asText("change")) {
			case "resolve", "trigger" -> {
				checkKey(json);
				checkHead(payload);
				assertThat(payload.path("severity").asText()).isIn(Set.of("critical", "error", "warning", "info"));
			}
			default -> checkHead(payload);
		}
	}

	private static void checkKey(JsonNode json) {
		assertThat(json.path("dedup_key").asText().length()).isBetween(1, 255);
	}

	private static void checkHead(JsonNode payload) {
		assertThat(payload.path("summary").asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
		assertThat(payload.path("source").asText()).isNotBlank();
	}

	private static Message alarm(String key) {
		String json = Fixtures.body("alarm.v1.0.ok_to_firing").text().replaceFirst("a1a1a1a1[^\"]*", key);
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

	private JsonNode render(Message message, Severity severity) {
		return render(message, PresentationOverrides.of(severity));
	}

	private JsonNode render(Message message, PresentationOverrides overrides) {
		Notification notification = new Notification(message, Destination.of("pagerduty/primary"), "lifecycle",
				overrides);
		return read(this.event.render(notification, KEY));
	}

	private static JsonNode read(PagerDutyRequest request) {
		try {
			return new JsonMapper().readTree(request.event().toString());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void divideGivesEachIncidentOfBatchAnEventOfItsOwn() {
		List<JsonNode> events = events(batch(), PagerAction.AUTO);
		assertThat(events).extracting((event) -> event.path("event_action").asText("change"))
			.containsExactly("trigger", "resolve", "trigger", "trigger", "trigger", "change");
		assertThat(events.subList(0, 5)).extracting((event) -> event.path("dedup_key").asText())
			.containsExactly("alarm:k1", "alarm:k1", "database:ocid1.autonomousdatabase.oc1..a:down", ID + "#7",
					ID + "#8");
		assertThat(events.getLast().at("/payload/summary").asText()).startsWith("3 events: ");
		assertThat(events.getLast().at("/payload/custom_details/Part of the message").asText())
			.isEqualTo("records 1,3,5");
	}

	@Test
	void divideKeepsEachRecordOnce() {
		Notification batch = notification(batch(), PagerAction.AUTO);
		assertThat(this.event.divide(batch)).flatExtracting((part) -> part.message().contents())
			.containsExactlyInAnyOrderElementsOf(batch.message().contents());
	}

	@Test
	void divideWhenRouteTriggersGivesEachResourceAnEvent() {
		List<JsonNode> events = events(batch(), PagerAction.TRIGGER);
		assertThat(events).extracting((event) -> event.path("dedup_key").asText())
			.containsExactly("resource:ocid1.bucket.oc1..b", "alarm:k1", "resource:ocid1.bucket.oc1..b", "alarm:k1",
					"resource:ocid1.bucket.oc1..b", "database:ocid1.autonomousdatabase.oc1..a:down",
					"resource:ocid1.dbsystem.oc1..c", "resource:ocid1.dbsystem.oc1..d");
	}

	@Test
	void divideWhenRouteWantsChangeIsOneChange() {
		assertThat(events(batch(), PagerAction.CHANGE)).singleElement()
			.satisfies((event) -> assertThat(event.has("event_action")).isFalse());
	}

	@Test
	void divideWhenRouteGivesSeverityTriggersForEach() {
		Message batch = Fixtures.parse("[" + bucket() + "," + bucket() + ",\"text\"]");
		Notification notification = new Notification(batch, Destination.of("pagerduty/primary"), "lifecycle",
				PresentationOverrides.of(Severity.WARNING));
		assertThat(this.event.divide(notification)).extracting((part) -> part.message().records().text())
			.containsExactly("1", "2", "3");
		assertThat(this.event.divide(notification)).extracting((part) -> render(part).path("event_action").asText())
			.containsOnly("trigger");
	}

	@Test
	void divideWhenBatchIsOfTextsOrHarmlessRecordsIsOneChange() {
		assertThat(events(Fixtures.parse("[1,2,3]"), PagerAction.AUTO)).singleElement()
			.satisfies((event) -> assertThat(event.has("event_action")).isFalse());
		assertThat(events(Fixtures.message("log.batch"), PagerAction.AUTO)).hasSize(1);
	}

	@Test
	void divideWhenBatchHasMoreIncidentsThanPagersTakeCombinesTheRest() {
		String alarms = IntStream.range(0, 203)
			.mapToObj((i) -> "{\"type\":\"OK_TO_FIRING\",\"dedupeKey\":\"k%d\"}".formatted(i))
			.toList()
			.toString();
		List<JsonNode> events = events(Fixtures.parse(alarms), PagerAction.AUTO);
		assertThat(events).hasSize(201);
		assertThat(events.getLast().path("event_action").asText()).isEqualTo("trigger");
		assertThat(events.getLast().path("dedup_key").asText()).endsWith("#201-203");
	}

	private static final String ID = Fixtures.parse("x").id().toString();

	/**
	 * Three events that are no incident among five that are.
	 */
	private static Message batch() {
		String alarm = "{\"type\":\"%s\",\"dedupeKey\":\"k1\",\"title\":\"t\",\"severity\":\"CRITICAL\"}";
		String database = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.databaseservice.autonomous.database.critical",
				"data":{"resourceId":"ocid1.autonomousdatabase.oc1..a","additionalDetails":{"eventName":"DownBegin"}}}""";
		String failed = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.databaseservice.backup.end","data":{
				"resourceId":"ocid1.dbsystem.oc1..%s","additionalDetails":{"lifecycleState":"FAILED"}}}""";
		return Fixtures
			.parse(List.of(bucket(), alarm.formatted("OK_TO_FIRING"), bucket(), alarm.formatted("FIRING_TO_OK"),
					bucket(), database, failed.formatted("c"), failed.formatted("d"))
				.toString());
	}

	private static String bucket() {
		return """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.objectstorage.createbucket",
				"data":{"resourceId":"ocid1.bucket.oc1..b"}}""";
	}

	private List<JsonNode> events(Message message, PagerAction action) {
		return this.event.divide(notification(message, action)).stream().map(this::render).toList();
	}

	private JsonNode render(Notification notification) {
		JsonNode json = read(this.event.render(notification, KEY));
		check(json);
		return json;
	}

	private static Notification notification(Message message, PagerAction action) {
		return new Notification(message, Destination.of("pagerduty/primary"), "lifecycle",
				new PresentationOverrides(null, null, null, Map.of(), action));
	}

	@Test
	void divideWhenHarmlessRecordsAreNotAllEventsIsOneChange() {
		List<JsonNode> events = events(Fixtures.parse("[" + bucket() + ",\"text\"]"), PagerAction.AUTO);
		assertThat(events).singleElement().satisfies((event) -> assertThat(event.has("event_action")).isFalse());
	}

}
