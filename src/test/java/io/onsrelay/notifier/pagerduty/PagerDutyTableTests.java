package io.onsrelay.notifier.pagerduty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.pagerduty.IncidentMessages.Pair;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of docs/pagerduty.md: each of its rows, by its name.
 */
class PagerDutyTableTests {

	private static final PresentationOverrides NONE = PresentationOverrides.NONE;

	private static final PresentationOverrides WARNING = PresentationOverrides.of(Severity.WARNING);

	private static final String BATCH = "batch (a JSON array)";

	private final PagerDutyEvent event = new PagerDutyEvent(Presenters.standard());

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void eachRowIsWhatItsMessagesDo(Row row) throws IOException {
		List<String> cells = table().getOrDefault(row.name(), List.of());
		assertThat(cells).as("a row of the table").isNotEmpty();
		for (String body : row.bodies()) {
			Message message = Fixtures.parse(body);
			JsonNode json = render(message, row.overrides());
			assertThat(json.path("event_action").asText("change event")).isEqualTo(cells.getFirst());
			switch (cells.getLast()) {
				case "none" -> assertThat(json.has("dedup_key")).isFalse();
				case "the message's id" ->
					assertThat(json.path("dedup_key").asText()).isEqualTo(message.id().toString());
				default -> assertThat(json.path("dedup_key").asText()).isEqualTo(row.key())
					.matches(Arrays.stream(cells.getLast().replace("`", "").split("<[^>]+>", -1))
						.map(Pattern::quote)
						.collect(Collectors.joining(".+")));
			}
		}
	}

	@Test
	void eachRowOfTheTableIsTested() throws IOException {
		assertThat(table().keySet())
			.containsExactlyInAnyOrderElementsOf(Stream.concat(rows().map(Row::name), Stream.of(BATCH)).toList());
	}

	@Test
	void batchIsDividedByWhatItsRecordsDo() {
		Pair alarm = IncidentMessages.pairs().getFirst();
		Message batch = Fixtures.parse("[%s,%s,%s]".formatted(alarm.opening(), alarm.closing(),
				IncidentMessages.event("objectstorage.createbucket", "ocid1.bucket.oc1..otter", "")));
		assertThat(this.event.divide(notification(batch, NONE))).extracting(
				(part) -> read(this.event.render(part, PagerDutyEventTests.KEY)).path("event_action").asText("change"))
			.containsExactly("trigger", "resolve", "change");
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void triggerAndResolveMeet(Pair pair) {
		Message opening = Fixtures.parse(pair.opening());
		Message closing = Fixtures.parse(pair.closing());
		JsonNode trigger = render(opening, NONE);
		JsonNode resolve = render(closing, NONE);
		assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
		assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
		assertThat(resolve.path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
		for (String field : List.of("source", "severity", "component", "group", "class")) {
			assertThat(resolve.path("payload").path(field)).as(field).isEqualTo(trigger.path("payload").path(field));
			assertThat(resolve.path("payload").path(field).asText()).as(field).isNotBlank();
		}
		assertThat(resolve.path("payload").path("class").asText()).isEqualTo(pair.kind());
		assertThat(resolve.path("payload").path("summary").asText()).isNotBlank();
		assertThat(resolve.path("payload").path("custom_details").isEmpty()).isFalse();
		assertThat(closing.hasOrderingKey()).isTrue();
		assertThat(closing.orderingKey()).isEqualTo(opening.orderingKey());
	}

	@ParameterizedTest
	@EnumSource(Severity.class)
	void whatIsRestoredIsNeverAnIncidentWhateverTheRouteSays(Severity severity) {
		JsonNode json = render(Fixtures.parse(IncidentMessages.RESTORED), PresentationOverrides.of(severity));
		assertThat(json.path("event_action").asText()).isEqualTo("resolve");
		assertThat(Presenters.standard()
			.present(notification(Fixtures.parse(IncidentMessages.RESTORED), PresentationOverrides.of(severity)))
			.severity()).isEqualTo(Severity.INFO);
	}

	static List<Pair> pairs() {
		return IncidentMessages.pairs();
	}

	static Stream<Row> rows() {
		return Stream.of(
				row("alarm fires, or still fires (`OK_TO_FIRING`, `REPEAT`)", "alarm:k",
						IncidentMessages.alarm("OK_TO_FIRING", "k", null),
						IncidentMessages.alarm("REPEAT", "k", IncidentMessages.ALARM)),
				row("alarm clears or is reset (`FIRING_TO_OK`, `RESET`)", "alarm:k",
						IncidentMessages.alarm("FIRING_TO_OK", "k", null),
						IncidentMessages.alarm("RESET", "k", IncidentMessages.ALARM)),
				row("alarm without `dedupeKey` fires", "alarm:" + IncidentMessages.ALARM,
						IncidentMessages.alarm("OK_TO_FIRING", null, IncidentMessages.ALARM),
						IncidentMessages.alarm("REPEAT", null, IncidentMessages.ALARM)),
				row("alarm without `dedupeKey` clears or is reset", "alarm:" + IncidentMessages.ALARM,
						IncidentMessages.alarm("FIRING_TO_OK", null, IncidentMessages.ALARM),
						IncidentMessages.alarm("RESET", null, IncidentMessages.ALARM)),
				row("alarm without `dedupeKey` that is split by metric stream fires", splitKey(),
						IncidentMessages.split("OK_TO_FIRING", "otter-1")),
				row("alarm without `dedupeKey` that is split by metric stream clears", splitKey(),
						IncidentMessages.split("FIRING_TO_OK", "otter-1")),
				row("alarm with neither `dedupeKey` nor OCID fires", "",
						IncidentMessages.alarm("OK_TO_FIRING", null, null),
						IncidentMessages.alarm("REPEAT", null, null)),
				row("alarm with neither `dedupeKey` nor OCID clears or is reset", "",
						IncidentMessages.alarm("FIRING_TO_OK", null, null),
						IncidentMessages.alarm("RESET", null, null)),
				row("alarm of severity `INFO` fires", "",
						IncidentMessages.alarm("OK_TO_FIRING", "k", null).replace("CRITICAL", "INFO")),
				row("instance stops, is terminated or fails", "instance:" + IncidentMessages.INSTANCE,
						IncidentMessages.instance("stop.begin", "RUNNING"),
						IncidentMessages.instance("STOP.end", "STOPPED"),
						IncidentMessages.instance("softstop.end", "STOPPED"), instance("terminateinstance.begin", ""),
						instance("terminateinstance.end", "TERMINATED"), instance("instancefailed", "")),
				row("instance starts or is launched", "instance:" + IncidentMessages.INSTANCE,
						IncidentMessages.instance("start.begin", "STOPPED"),
						IncidentMessages.instance("Start.end", "RUNNING"), instance("launchinstance.begin", ""),
						instance("launchinstance.end", "RUNNING")),
				row("instance fails to start or to be launched", "instance:" + IncidentMessages.INSTANCE,
						IncidentMessages.instance("start.end", "FAILED"), instance("launchinstance.end", "FAILED")),
				row("instance fails to stop or to be terminated", "",
						IncidentMessages.instance("softstop.end", "FAILED"),
						instance("terminateinstance.end", "FAILED")),
				row("database, node, cluster or Exadata infrastructure, `critical`, `error` or `warning`: a condition "
						+ "begins, or exists", "database:" + IncidentMessages.NODE + ":health.down",
						IncidentMessages.database("dbnode.critical", "HEALTH.DOWN"),
						IncidentMessages.database("dbnode.error", "Health.DownBegin"),
						IncidentMessages.database("autonomous.database.warning", "HEALTH.DOWN"),
						IncidentMessages.database("exadatainfrastructure.critical", "HEALTH.DOWN"),
						IncidentMessages.database("autonomous.cloudautonomousvmcluster.critical", "HEALTH.DOWN")),
				row("database, node, cluster or Exadata infrastructure, any type: the condition is over (`…End`, "
						+ "`…_CLEARED`)", "database:" + IncidentMessages.NODE + ":health.down",
						IncidentMessages.database("dbnode.information", "HEALTH.DOWN_CLEARED"),
						IncidentMessages.database("dbsystem.critical", "HEALTH.DOWN_CLEARED"),
						IncidentMessages.database("autonomous.container.database.critical", "Health.DownEnd"),
						IncidentMessages.database("autonomous.database.information", "Health.DownEnd")),
				row("database, node, cluster or Exadata infrastructure, `information`: any other name, such as "
						+ "`ScheduledMaintenanceEnd`", "",
						IncidentMessages.database("autonomous.database.information", "ScheduledMaintenanceEnd"),
						IncidentMessages.database("autonomous.database.information", "WorkloadCaptureBegin"),
						IncidentMessages.database("dbnode.information", "AVAILABILITY.DB_GUEST.CRS_INSTANCE.UP")),
				row("Exadata infrastructure loses its connection to OCI", "connectivity:" + IncidentMessages.EXADATA,
						IncidentMessages.DISCONNECTED),
				row("Exadata infrastructure has its connection to OCI again",
						"connectivity:" + IncidentMessages.EXADATA, IncidentMessages.RESTORED),
				row("backup of a database fails", "backup:" + IncidentMessages.DATABASE,
						IncidentMessages.backup("FAILED"), IncidentMessages.backup("FAILED").replace("automatic", "")),
				row("backup of a database succeeds", "backup:" + IncidentMessages.DATABASE,
						IncidentMessages.backup("AVAILABLE"),
						IncidentMessages.backup("ACTIVE").replace("automatic", "")),
				row("budget alert is triggered", "budget:" + IncidentMessages.BUDGET,
						IncidentMessages.event("budgets.createtriggeredalert", IncidentMessages.BUDGET, "")),
				row("budget alert is reset", "budget:" + IncidentMessages.BUDGET,
						IncidentMessages.event("budgets.resettriggeredalert", IncidentMessages.BUDGET, "")),
				row("Cloud Guard problem is detected", "cloudguard:" + IncidentMessages.PROBLEM,
						problem("problemdetected", "HIGH")),
				row("Cloud Guard problem is remediated or dismissed", "cloudguard:" + IncidentMessages.PROBLEM,
						problem("problemremediated", "HIGH"), problem("problemdismissed", "LOW")),
				row("Cloud Guard problem of low or minor risk is detected", "", problem("problemdetected", "LOW"),
						problem("problemdetected", "MINOR")),
				row("migration job, or scheduled job of OS Management Hub, fails", "job:" + IncidentMessages.JOB,
						IncidentMessages.event("odms.jobstatefailed", IncidentMessages.JOB, ""),
						IncidentMessages.event("osmh.executescheduledjob.failed", IncidentMessages.JOB, "")),
				row("migration job, or scheduled job of OS Management Hub, succeeds", "job:" + IncidentMessages.JOB,
						IncidentMessages.event("odms.jobstatesucceeded", IncidentMessages.JOB, ""),
						IncidentMessages.event("osmh.executescheduledjob.succeeded", IncidentMessages.JOB, "")),
				row("any other event that failed, or whose severity (its own or the route's) is above `info`", "",
						IncidentMessages.event("databaseservice.updatedbhome.end", IncidentMessages.DATABASE,
								"\"lifecycleState\":\"FAILED\"")),
				row("any other event", "",
						IncidentMessages.event("objectstorage.createbucket", "ocid1.bucket.oc1..otter", ""),
						IncidentMessages.event("databaseservice.automaticbackupdatabase.begin",
								IncidentMessages.DATABASE, "")),
				row("audit or log record that failed, or whose severity (its own or the route's) is above `info`", "",
						Fixtures.body("log.audit")
							.text()
							.replaceFirst("\"status\" *: *\"[0-9]+\"", "\"status\":\"404\"")),
				row("any other audit or log record", "", Fixtures.body("log.record").text()),
				new Row("text or JSON of a publisher, where the route's severity is above `info`", "", WARNING,
						List.of("the tide is high", "{\"tide\":\"high\"}", "\"tide\"", "[1,2]")),
				row("any other text or JSON of a publisher", "", "the tide is high", "{\"tide\":\"high\"}", "\"tide\"",
						"[1,2]"),
				row("malformed JSON", "", "{\"tide\":"));
	}

	private static String splitKey() {
		return Fixtures.parse(IncidentMessages.split("REPEAT", "otter-1")).orderingKey();
	}

	private static String instance(String type, String state) {
		return IncidentMessages.event("computeapi." + type, IncidentMessages.INSTANCE,
				state.isEmpty() ? "" : "\"lifecycleState\":\"%s\"".formatted(state));
	}

	private static String problem(String type, String risk) {
		return IncidentMessages.event("cloudguard." + type, IncidentMessages.PROBLEM,
				"\"riskLevel\":\"%s\"".formatted(risk));
	}

	private static Row row(String name, String key, String... bodies) {
		return new Row(name, key, NONE, List.of(bodies));
	}

	/**
	 * Return the cells of each row by its first one.
	 */
	private static Map<String, List<String>> table() throws IOException {
		return Files.readAllLines(Path.of("docs/pagerduty.md"))
			.stream()
			.dropWhile((line) -> !line.startsWith("| Message "))
			.skip(2)
			.takeWhile((line) -> line.startsWith("| "))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.collect(Collectors.toMap(List::getFirst, (cells) -> cells.subList(1, cells.size())));
	}

	private JsonNode render(Message message, PresentationOverrides overrides) {
		return read(this.event.render(notification(message, overrides), PagerDutyEventTests.KEY));
	}

	private static Notification notification(Message message, PresentationOverrides overrides) {
		return new Notification(message, Destination.of("pagerduty/primary"), "all", overrides);
	}

	private static JsonNode read(PagerDutyRequest request) {
		PagerDutyEventTests.check(request);
		try {
			return new JsonMapper().readTree(request.event().toString());
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * A row of the table.
	 *
	 * @param name its first cell
	 * @param key the key that is expected where the table has one
	 * @param overrides what the route overrides
	 * @param bodies messages that it is about
	 */
	record Row(String name, String key, PresentationOverrides overrides, List<String> bodies) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
