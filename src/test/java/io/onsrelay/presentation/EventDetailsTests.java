package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What events say beyond the fields of the envelope is shown, for every service.
 */
class EventDetailsTests {

	private final Presenter presenter = Presenters.standard();

	@Test
	void maintenanceOfInstanceShowsWhatHappensAndTheDeadlineFirst() {
		Presentation presentation = present("computeapi.instancemaintenance", """
				{"shape": "VM.Standard.E5.Flex", "instanceAction": "REBOOT_MIGRATION",
				"maintenanceReason": "HARDWARE_REPLACEMENT", "timeWindowStart": "2026-06-12T22:00:00Z",
				"timeHardDueDate": "2026-06-20T22:00:00Z", "canReschedule": true, "canDeleteLocalStorage": true,
				"description": "The host is replaced."}""");
		assertThat(presentation.title()).isEqualTo("Instance maintenance: pier-4");
		assertThat(presentation.severity()).isEqualTo(Severity.WARNING);
		assertThat(presentation.facts()).extracting(Fact::label, Fact::value, Fact::form)
			.startsWith(tuple("Time hard due date", "2026-06-20T22:00:00Z", Form.TIME))
			.contains(tuple("Time window start", "2026-06-12T22:00:00Z", Form.TIME),
					tuple("Instance action", "REBOOT_MIGRATION", Form.SHORT),
					tuple("Maintenance reason", "HARDWARE_REPLACEMENT", Form.SHORT),
					tuple("Can reschedule", "true", Form.SHORT), tuple("Can delete local storage", "true", Form.SHORT),
					tuple("Description", "The host is replaced.", Form.PROSE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "computeapi.instanceaction.end", "computeapi.updateinstance", "computeapi.attachvolume",
			"objectstorage.createbucket", "databaseservice.autonomous.database.critical",
			"budgets.createtriggeredalert", "cloudguard.problemdetected", "cloudguard.detectorrecipe.update",
			"quux.frobnicate.end" })
	void everyFamilyShowsDetails(String type) {
		Presentation presentation = present(type, "{\"instanceActionType\":\"stop\",\"lampOil\":\"7 litres\"}");
		assertThat(presentation.facts()).contains(new Fact("Lamp oil", "7 litres", Form.SHORT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			vnicDisplayName         | VNIC display name
			ipAddress               | IP address
			timewindowstart         | Time window start
			numberOfOCPUs           | Number of OCPUs
			memoryInGBs             | Memory in GBs
			DB_UNIQUE_NAME          | DB unique name
			eTag                    | ETag
			isQUXEnabled            | Is QUX enabled
			Backup Type             | Backup type
			größe_der_Lampe         | Größe der Lampe
			--                      | Unnamed
			""")
	void labelIsInWords(String name, String label) {
		assertThat(facts("{\"%s\":\"x\"}".formatted(name))).extracting(Fact::label).containsExactly(label);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			created         | "2026-06-12T22:00:00.123+02:00" | 2026-06-12T20:00:00.123Z | TIME
			timeCreated     | 1781301600000                   | 2026-06-12T22:00:00Z     | TIME
			startedAt       | 1781301600                      | 2026-06-12T22:00:00Z     | TIME
			timeCreated     | "1781301600000"                 | 2026-06-12T22:00:00Z     | TIME
			sizeInBytes     | 1781301600000                   | 1781301600000            | SHORT
			timeCreated     | "yesterday"                     | yesterday                | SHORT
			timeCreated     | "2026-13-45T99:00:00Z"          | 2026-13-45T99:00:00Z     | SHORT
			dueDate         | "2026-06-12"                    | 2026-06-12               | SHORT
			local           | "2026-06-12T22:00:00"           | 2026-06-12T22:00:00      | SHORT
			""")
	void timeIsRecognised(String name, String json, String value, Form form) {
		assertThat(facts("{\"%s\":%s}".formatted(name, json))).singleElement()
			.extracting(Fact::value, Fact::form)
			.containsExactly(value, form);
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeHardDueDate", "deadline", "expiryDate", "timeExpires", "certificateExpiration",
			"respondBy", "notAfter", "retainUntil" })
	void dateToActByStandsFirst(String name) {
		Presentation presentation = present("x.updatequux",
				"{\"a\":\"1\",\"timeCreated\":\"2026-01-01T00:00:00Z\",\"%s\":\"2026-06-12T22:00:00Z\"}"
					.formatted(name));
		assertThat(presentation.facts().getFirst().value()).isEqualTo("2026-06-12T22:00:00Z");
	}

	@Test
	void idsStandLast() {
		assertThat(facts("{\"imageId\":\"ocid1.image.oc1..a\",\"lampOil\":\"low\"}")).extracting(Fact::label)
			.containsExactly("Lamp oil", "Image ID");
	}

	@Test
	void headersOfTheCallStandLast() {
		assertThat(facts("{\"X-Real-Port\":55060,\"lampOil\":\"low\"}")).extracting(Fact::label)
			.containsExactly("Lamp oil", "X real port");
	}

	@Test
	void nestedDetailsAreFlatUpToABound() {
		assertThat(facts("""
				{"shapeConfig": {"ocpus": 2, "shapeConfigName": "n", "empty": {}, "none": null},
				"tags": ["a", "b"], "nodes": [{"name": "n1"}, {"name": "n2"}], "one": [{"name": "x"}],
				"a": {"b": {"c": {"d": {"e": 1}}}}}""")).extracting(Fact::label, Fact::value)
			.containsExactly(tuple("Shape config OCPUs", "2"), tuple("Shape config name", "n"), tuple("Tags", "a, b"),
					tuple("Nodes 1 name", "n1"), tuple("Nodes 2 name", "n2"), tuple("One name", "x"),
					tuple("A b c d", "{\"e\":1}"));
	}

	@Test
	void tooManyDetailsAreCountedAndTheDeadlineIsAmongTheShown() {
		String many = IntStream.range(0, 30)
			.mapToObj((i) -> "\"field%d\":\"v\"".formatted(i))
			.collect(Collectors.joining(","));
		List<Fact> facts = facts("{" + many + ",\"deadline\":\"2026-06-12T22:00:00Z\"}");
		assertThat(facts).hasSize(21);
		assertThat(facts.getFirst().label()).isEqualTo("Deadline");
		assertThat(facts.getLast()).isEqualTo(new Fact("Not shown", "11 more fields", Form.SHORT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"additionalDetails":"Oil is low"             | Additional details | Oil is low
			"additionalDetails":["Oil is low","at once"] | Additional details | Oil is low, at once
			"additionalDetails":[{"lampOil":"low"}]      | Additional details lamp oil | low
			"lampOil":"low"                              | Lamp oil           | low
			"lampOil":"low","additionalDetails":{}       | Lamp oil           | low
			"lampOil":"full","additionalDetails":{"lampOil":"low"} | Lamp oil | low
			""")
	void detailsElsewhereAreShown(String data, String label, String value) {
		assertThat(factsOfData(data)).containsExactly(new Fact(label, value, Form.SHORT));
	}

	@Test
	void lifecycleStateBesideTheEnvelopeCounts() {
		assertThat(presentData("computeapi.launchinstance.end", "\"lifecycleState\":\"FAILED\"").title())
			.isEqualTo("Failed to launch instance: pier-4");
	}

	@Test
	void longTextIsProse() {
		assertThat(facts("{\"reason\":\"%s\"}".formatted("oil ".repeat(60)))).singleElement()
			.extracting(Fact::form)
			.isEqualTo(Form.PROSE);
	}

	@Test
	void secretsInDetailsAreHidden() {
		assertThat(facts("{\"login\":{\"password\":\"nobody-may-see\"}}"))
			.containsExactly(new Fact("Login password", "******", Form.SHORT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			com.oraclecloud.datascience.createjobrun.end  | Data Science
			com.oraclecloud.ComputeApi.LaunchInstance     | Compute
			com.oraclecloud.lamplightservice.light        | Lamp light service
			com.oraclecloud.backupvaultapi.light          | Backup vault API
			""")
	void serviceIsShownByItsName(String type, String name) {
		assertThat(present(type.substring("com.oraclecloud.".length()), "{}").facts())
			.contains(new Fact("Service", name, Form.SHORT));
	}

	private List<Fact> facts(String details) {
		return factsOfData("\"additionalDetails\":" + details);
	}

	private List<Fact> factsOfData(String data) {
		return presentData("x.updatequux", data).facts()
			.stream()
			.filter((fact) -> !fact.label().equals("Event type") && !fact.label().equals("Service"))
			.toList();
	}

	private Presentation present(String type, String details) {
		return presentData(type, "\"additionalDetails\":" + details);
	}

	private Presentation presentData(String type, String data) {
		String json = """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.%s","eventTime":"2026-03-01T10:00:00Z",
				"data":{"resourceName":"pier-4","resourceId":"ocid1.instance.oc1.eu-frankfurt-1.pier4",%s}}"""
			.formatted(type, data);
		return this.presenter.present(Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8))));
	}

}
