package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Presenter}.
 */
class PresenterTests {

	private final Presenter presenter = Presenters.standard();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					computeapi.launchinstance.begin          | Instance heron-01 is being launched          | STARTED   | INFO
					computeapi.launchinstance.end            | Instance launched: heron-01                  | SUCCEEDED | INFO
					computeapi.instanceaction.stop.begin     | Instance heron-01 is stopping                | STARTED   | WARNING
					computeapi.instanceaction.softstop.end   | Instance heron-01 stopped (softstop)         | SUCCEEDED | WARNING
					computeapi.instanceaction.start.begin    | Instance heron-01 is starting                | STARTED   | INFO
					computeapi.instanceaction.start.end      | Instance heron-01 started                    | SUCCEEDED | INFO
					computeapi.terminateinstance.end         | Instance terminated: heron-01                | SUCCEEDED | WARNING
					objectstorage.createbucket               | Bucket created: tide-tables                  | INFO      | INFO
					objectstorage.createobject               | Object created: Harbour Report, March.pdf    | INFO      | INFO
					objectstorage.deletebucket               | Bucket deleted: old-tide-tables              | INFO      | INFO
					virtualnetwork.updatevcn                 | VCN updated: quay                            | INFO      | INFO
					identitycontrolplane.createuser          | User created: new.keeper@harbour.example     | INFO      | INFO
					budgets.createtriggeredalert             | Budget alert: March budget, 412.5 of 500.0 spent | FIRING | WARNING
					databaseservice.backup.end.failed        | Database automatic backup failed: TIDEDB              | FAILED    | ERROR
					databaseservice.autonomous.critical      | Autonomous database PILOTDB critical: database down began | FIRING | CRITICAL
					databaseservice.autonomous.information   | Autonomous database PILOTDB: workload capture began | STARTED | INFO
					cloudguard.problemdetected               | Cloud Guard problem: Bucket is public (tide-tables) | FIRING  | CRITICAL
					cloudguard.problemremediated             | Cloud Guard problem remediated: Bucket is public | RESOLVED | INFO
					alarm.v1.0.ok_to_firing                  | Alarm firing: Heron CPU                      | FIRING    | CRITICAL
					alarm.v1.3.repeat                        | Alarm still firing: Heron CPU                | FIRING    | WARNING
					alarm.v1.5.firing_to_ok                  | Alarm over: Heron CPU                        | RESOLVED  | INFO
					alarm.v1.5.reset                         | Alarm reset: Heron CPU — check the resource  | RESOLVED  | INFO
					log.audit                                | Instance retrieved: heron-01 by keeper@harbour.example | SUCCEEDED | INFO
					log.record                               | Log record: com.oraclecloud.vcn.flowlogs.DataEvent | INFO | INFO
					plain.text                               | Backup job evening-3 finished with warnings  | INFO      | INFO
					plain.string                             | Ferry 7 leaves from quay 2                   | INFO      | INFO
					plain.json                               | Message on topic foghorn                     | INFO      | INFO
					malformed.alarm                          | Unreadable message on topic foghorn          | INFO      | WARNING
					""")
	void presentFormatsFixture(String fixture, String title, Status status, Severity severity) {
		Presentation presentation = this.presenter.present(Fixtures.message(fixture));
		assertThat(presentation.title()).isEqualTo(title);
		assertThat(presentation.status()).isEqualTo(status);
		assertThat(presentation.severity()).isEqualTo(severity);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			com.oraclecloud.virtualnetwork.changesecuritylistcompartment | Security list compartment changed: x
			com.oraclecloud.virtualNetwork.CreateRouteTable              | Route table created: x
			com.oraclecloud.virtualnetwork.createdhcpoptions.begin       | DHCP options x are being created
			com.oraclecloud.blockvolumes.attachvolume.end                | Volume attached: x
			com.oraclecloud.integration.quuxfrobnicate.begin             | Quuxfrobnicate began: x
			com.oraclecloud.integration.quuxfrobnicate.end               | Quuxfrobnicate ended: x
			com.oraclecloud.integration.deletequux                       | Quux deleted: x
			com.oraclecloud.onlyaservice                                 | Onlya service: x
			com.oraclecloud.                                             | Event: x
			something.else.entirely                                      | Else entirely: x
			...                                                          | Event: x
			""")
	void presentWhenTypeIsUnknownSplitsIt(String type, String title) {
		assertThat(present(event(type, "x", "{}")).title()).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					computeapi.launchinstance.end    | {"lifecycleState":"FAILED"}                                | Failed to launch instance: web-1
					computeapi.instanceaction.end    | {"lifecycleState":"failed","instanceActionType":"stop"}    | Instance web-1 failed to stop
					computeapi.instanceaction.end    | {"instanceActionType":"softreset"}                         | Instance web-1 restarted (softreset)
					computeapi.instanceaction.begin  | {"instanceActionType":"RESET"}                             | Instance web-1 is being reset
					computeapi.instanceaction.end    | {"instanceActionType":"senddiagnosticinterrupt"}           | Instance web-1 was sent a diagnostic interrupt
					computeapi.instanceaction.end    | {"instanceActionType":"hover"}                             | Instance web-1 was acted upon (hover)
					computeapi.instanceaction.end    | {}                                                         | Instance action ended: web-1
					""")
	void presentWhenDetailsNameInstanceActionSaysWhich(String type, String details, String title) {
		assertThat(present(event("com.oraclecloud." + type, "web-1", details)).title()).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					computeapi.launchinstance.end | https://cloud.oracle.com/compute/instances/ocid1.instance.oc1.eu-frankfurt-1.antheljsheron?region=eu-frankfurt-1
					objectstorage.createbucket    | https://cloud.oracle.com/object-storage/buckets/lighthouse/tide-tables/objects?region=eu-frankfurt-1
					objectstorage.createobject    | https://cloud.oracle.com/object-storage/buckets/lighthouse/tide-tables/objects?region=eu-frankfurt-1
					alarm.v1.5.ok_to_firing       | https://cloud.oracle.com/monitoring/alarms/ocid1.alarm.oc1.eu-frankfurt-1.aaaaaaaaheroncpu?region=eu-frankfurt-1
					""")
	void presentLinksToConsole(String fixture, String url) {
		assertThat(this.presenter.present(Fixtures.message(fixture)).links()).extracting(Link::url)
			.containsExactly(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			identitycontrolplane.updategroup                | Group updated: x
			identitycontrolplane.deletepolicy               | Policy deleted: x
			objectstorage.updatebucket                      | Bucket updated: x
			objectstorage.deleteobject                      | Object deleted: x
			databaseservice.automaticbackupdatabase.begin   | Database automatic backup began: x
			databaseservice.automaticbackupdatabase.end     | Database automatic backup ended: x
			databaseservice.terminatedbsystem.begin         | DB system x is being terminated
			cloudguard.problemdismissed                     | Cloud Guard problem dismissed: x
			computeapi.terminateinstance.begin              | Instance x is being terminated
			""")
	void presentWhenTypeIsCommonReadsWell(String type, String title) {
		assertThat(present(event("com.oraclecloud." + type, "x", "{}")).title()).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DatabaseDownBegin    | Autonomous database x critical: database down began | FIRING   | CRITICAL
			DatabaseDownEnd      | Autonomous database x: database down ended          | RESOLVED | INFO
			AdminPasswordWarning | Autonomous database x critical: admin password warning | FIRING | CRITICAL
			""")
	void presentWhenAutonomousDatabaseIsCriticalSaysWhy(String name, String title, Status status, Severity severity) {
		Presentation presentation = present(event("com.oraclecloud.databaseservice.autonomous.database.critical", "x",
				"{\"eventName\":\"" + name + "\"}"));
		assertThat(presentation.title()).isEqualTo(title);
		assertThat(presentation.status()).isEqualTo(status);
		assertThat(presentation.severity()).isEqualTo(severity);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					dbnode.critical    | AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN         | DB node x critical: CRS instance down  | FIRING   | CRITICAL
					dbnode.information | AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN_CLEARED | DB node x: CRS instance down cleared   | RESOLVED | INFO
					dbnode.error       | HEALTH.DB_GUEST.FILESYSTEM.FREE_SPACE           | DB node x error: file system free space | FAILED  | ERROR
					dbnode.information | HEALTH.DB_GUEST.FILESYSTEM.FREE_SPACE           | DB node x: file system free space      | INFO     | INFO
					autonomous.cloudautonomousvmcluster.critical | VmDownBegin           | Autonomous cloud autonomous VM cluster x critical: VM down began | FIRING | CRITICAL
					""")
	void presentWhenConditionOfDatabaseIsNamedSaysWhichAndWhetherItIsOver(String type, String name, String title,
			Status status, Severity severity) {
		Presentation presentation = present(
				event("com.oraclecloud.databaseservice." + type, "x", "{\"eventName\":\"" + name + "\"}"));
		assertThat(presentation.title()).isEqualTo(title);
		assertThat(presentation.status()).isEqualTo(status);
		assertThat(presentation.severity()).isEqualTo(severity);
	}

	@ParameterizedTest
	@CsvSource({ "DISCONNECTED, lost, FIRING, ERROR", "CONNECTED, restored, RESOLVED, INFO" })
	void presentWhenConnectionOfExadataChangesSaysHow(String connectivity, String what, Status status,
			Severity severity) {
		Presentation presentation = present(event("com.oraclecloud.databaseservice.exadatainfrastructureconnectstatus",
				"exa-1", "{\"connectivityStatus\":\"" + connectivity + "\"}"));
		assertThat(presentation.title()).isEqualTo("Exadata infrastructure connection " + what + ": exa-1");
		assertThat(presentation.status()).isEqualTo(status);
		assertThat(presentation.severity()).isEqualTo(severity);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			computeapi.instancefailed                     | Instance failed: x             | ERROR   | FAILED
			datascience.failedjobrun                      | Job run failed: x              | ERROR   | FAILED
			databaseservice.dbnode.error                  | DB node error: x               | ERROR   | FAILED
			databaseservice.dbnode.warning                | DB node warning: x             | WARNING | INFO
			databaseservice.autonomous.database.warning   | Autonomous database warning: x | WARNING | INFO
			databaseservice.failoverdataguardassociation  | Data Guard association failover: x | WARNING | INFO
			computeapi.instancepreemptionaction           | Instance preemption action: x  | WARNING | INFO
			""")
	void presentWhenOnlyTheTypeTellsOfAFailureSaysSo(String type, String title, Severity severity, Status status) {
		Presentation presentation = present(event("com.oraclecloud." + type, "x",
				"{\"reason\":\"host hardware\",\"description\":\"Disk is full\"}"));
		assertThat(presentation.title()).isEqualTo(title);
		assertThat(presentation.severity()).isEqualTo(severity);
		assertThat(presentation.status()).isEqualTo(status);
		assertThat(presentation.isInformational()).isFalse();
		assertThat(presentation.facts()).extracting(Fact::value).contains("host hardware", "Disk is full");
	}

	@Test
	void presentWhenServiceHasAddressLinksToItsPagesAfterOthers() {
		Message message = Fixtures.message("computeapi.launchinstance.end");
		Presentation presentation = Presenters.linking("https://relay.example.com/ops").present(notification(message));
		assertThat(presentation.links()).extracting(Link::label)
			.containsExactly("Open the instance in the console", "Open in ons-relay", "Silence messages like this");
		assertThat(presentation.links()).extracting(Link::url)
			.endsWith("https://relay.example.com/ops/messages/" + message.id(),
					"https://relay.example.com/ops/silences/new?message=" + message.id());
	}

	@Test
	void presentWhenPartOfBatchLinksToSilenceOfItsRecord() {
		BitSet second = new BitSet();
		second.set(1);
		Message message = Fixtures.message("log.batch").part(second);
		assertThat(Presenters.linking("http://127.0.0.1:8080").present(notification(message)).links().getLast().url())
			.isEqualTo("http://127.0.0.1:8080/silences/new?message=" + message.id() + "&record=2");
	}

	@Test
	void presentWhenServiceHasNoAddressLinksToNoPageOfIt() {
		Message message = Fixtures.message("plain.text");
		assertThat(this.presenter.present(notification(message)).links()).isEmpty();
	}

	private static Notification notification(Message message) {
		return new Notification(message, Destination.of("slack/ops"), "lifecycle", PresentationOverrides.NONE);
	}

	@Test
	void presentWhenRecordIsOfAuditShowsPrincipalAndHttpStatus() {
		Presentation presentation = present(
				Fixtures.body("log.audit").text().replace("\"status\": \"200\"", "\"status\": \"404\""));
		assertThat(presentation.title()).isEqualTo("Retrieving instance heron-01 was refused (404)");
		assertThat(presentation.actor()).isEqualTo("keeper@harbour.example");
		assertThat(presentation.status()).isEqualTo(Status.FAILED);
		assertThat(presentation.severity()).isEqualTo(Severity.WARNING);
		assertThat(presentation.facts()).contains(new Fact("From", "192.0.2.17", Fact.Form.SHORT));
	}

	@Test
	void presentWhenOnlyCreatorIsKnownHasNoActor() {
		assertThat(this.presenter.present(Fixtures.message("computeapi.terminateinstance.end")).actor()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alarm.v1.5.firing_to_ok", "cloudguard.problemremediated" })
	void presentWhenResolvedIgnoresSeverityOfRoute(String fixture) {
		Notification notification = new Notification(Fixtures.message(fixture), Destination.of("slack/ops"), "alarms",
				PresentationOverrides.of(Severity.CRITICAL));
		assertThat(this.presenter.present(notification).severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void presentWhenAlarmIsResolvedShowsItsSeverity() {
		assertThat(this.presenter.present(Fixtures.message("alarm.v1.5.firing_to_ok")).facts())
			.contains(new Fact("Severity while firing", "critical", Fact.Form.SHORT));
	}

	@Test
	void presentWhenMetricValuesAreSentShowsThem() {
		assertThat(this.presenter.present(Fixtures.message("alarm.v1.5.reset")).facts())
			.contains(new Fact("Metric values", "12.50, 12.50", Fact.Form.SHORT));
	}

	@Test
	void presentWhenRegionIsKeyFindsItsName() {
		String json = event("com.oraclecloud.computeapi.launchinstance.end", "web-1", "{}")
			.replace("ocid1.instance.oc1.eu-frankfurt-1", "ocid1.instance.oc1.iad");
		assertThat(present(json).region()).isEqualTo("us-ashburn-1");
		assertThat(present(json).links()).extracting(Link::url).allMatch((url) -> url.endsWith("?region=us-ashburn-1"));
	}

	@Test
	void presentWhenNameOfRegionIsNotKnownHasNoLink() {
		String json = event("com.oraclecloud.computeapi.launchinstance.end", "web-1", "{}")
			.replace("ocid1.instance.oc1.eu-frankfurt-1", "ocid1.instance.oc1.iad");
		Presentation presentation = Presenters.withoutRegionNames().present(message(json));
		assertThat(presentation.region()).isEqualTo("iad");
		assertThat(presentation.links()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "oc1, https://cloud.oracle.com/x", "oc1, https://console.us-ashburn-1.oraclecloud.com/x",
			"oc1, https://console.oraclecloud8.com/x", "oc3, https://console.us-gov-ashburn-1.oraclegovcloud.com/x",
			"oc4, https://console.uk-gov-london-1.oraclegovcloud.uk", "oc19, https://console.oraclecloud.eu/x?a=b#c",
			"oc1, https://console.a.configured.example/x", "oc99, https://console.eu-1.oraclecloud99.com/x" })
	void presentWhenAlarmUrlLeadsToConsoleOfKnownRealmLinksToIt(String realm, String url) {
		String json = new String(Fixtures.body("alarm.v1.3.repeat").bytes(), StandardCharsets.UTF_8)
			.replaceFirst("https://cloud[^\"]*", Matcher.quoteReplacement(url));
		OnsHeaders headers = new OnsHeaders(
				Map.of("X-OCI-NS-TopicOcid", "ocid1.onstopic.%s.eu-frankfurt-1.aaaa".formatted(realm)));
		Message message = new MessageParser().parse(Fixtures.message("alarm.v1.3.repeat").id(), Instant.EPOCH, headers,
				Body.of(json.getBytes(StandardCharsets.UTF_8)));
		assertThat(this.presenter.present(message).links()).extracting(Link::url).containsExactly(url);
	}

	@ParameterizedTest
	@CsvSource({ "http://cloud.oracle.com/x", "https://cloud.oracle.com.evil.example/x",
			"https://user@cloud.oracle.com/x", "https://objectstorage.eu-frankfurt-1.oraclecloud.com/x",
			"javascript:alert(1)", "https://cloud.oracle.com:8443/x", "'https://cloud.oracle.com/x|y'",
			"https://console.eu-1.oraclecloud99.com/x", "https://console.oraclecloud1.com", "https://oraclecloud.com/x",
			"https://evil.oraclecloud8.com/x", "https://console.oraclecloud.com.evil.example/x",
			"https://consoleoraclecloud.com/x", "https://console.evil-oraclecloud.com/x",
			"http://console.oraclecloud8.com/x", "https://console.example/x", "//cloud.oracle.com/x" })
	void presentWhenAlarmUrlLeadsElsewhereHasNoLink(String url) {
		String json = new String(Fixtures.body("alarm.v1.3.repeat").bytes(), StandardCharsets.UTF_8)
			.replaceFirst("https://cloud[^\"]*", Matcher.quoteReplacement(url));
		assertThat(present(json).links()).isEmpty();
	}

	@Test
	void presentShowsResourceRegionAndTime() {
		Presentation presentation = this.presenter.present(Fixtures.message("computeapi.instanceaction.softstop.end"));
		assertThat(presentation.resource()).isEqualTo("heron-01");
		assertThat(presentation.resourceType()).isEqualTo("instance");
		assertThat(presentation.region()).isEqualTo("eu-frankfurt-1");
		assertThat(presentation.compartment()).isEqualTo("harbour");
		assertThat(presentation.time()).isEqualTo(Instant.parse("2026-03-01T10:20:55.205Z"));
		assertThat(presentation.facts()).extracting(Fact::label).contains("Action", "Shape", "Tags");
	}

	@Test
	void presentWhenAlarmTextIsEscapedUnescapesIt() {
		assertThat(this.presenter.present(Fixtures.message("alarm.v1.5.ok_to_firing")).facts()).extracting(Fact::value)
			.contains("CPU of a heron is high & rising")
			.anyMatch((value) -> value.startsWith("Alarm \"Heron CPU\" is in a \"FIRING\" state"));
	}

	@Test
	void presentWhenBatchListsItsRecords() {
		String records = Stream.generate(() -> Fixtures.body("log.audit").text()).limit(12).toList().toString();
		Presentation presentation = present(records);
		assertThat(presentation.title())
			.isEqualTo("12 log records: Instance retrieved: heron-01 by keeper@harbour.example");
		assertThat(presentation.facts()).extracting(Fact::value)
			.contains("10 of 12")
			.anyMatch((value) -> value.endsWith("10. Instance retrieved: heron-01 by keeper@harbour.example"));
	}

	@Test
	void presentWhenWorstOfBatchIsLateNamesItFirst() {
		Presentation presentation = present(batch(20, database("DatabaseDownBegin")));
		assertThat(presentation.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(presentation.title())
			.isEqualTo("21 events, 1 critical: Autonomous database heron-db critical: database down began");
		assertThat(fact(presentation, "Listed")).isEqualTo("10 of 21");
		assertThat(fact(presentation, "Records").lines()).hasSize(10)
			.first()
			.isEqualTo("21. Autonomous database heron-db critical: database down began (critical)");
		assertThat(fact(presentation, "Others")).isEqualTo("11 info");
	}

	@Test
	void presentWhenBatchHoldsSeveralSeveritiesCountsThem() {
		String failed = event("com.oraclecloud.computeapi.launchinstance.end", "web-9",
				"{\"lifecycleState\":\"FAILED\"}");
		String gone = event("com.oraclecloud.computeapi.terminateinstance.end", "web-8", "{}");
		String records = Stream
			.concat(Stream.generate(() -> gone).limit(12),
					Stream.of("\"text\"", failed, database("a"), failed, database("b")))
			.toList()
			.toString();
		Presentation presentation = present(records);
		assertThat(presentation.title()).startsWith("17 messages, 2 critical: ");
		assertThat(fact(presentation, "Records").lines()).map((line) -> line.replaceFirst("\\..*\\(", " "))
			.containsExactly("15 critical)", "17 critical)", "14 error)", "16 error)", "1 warning)", "2 warning)",
					"3 warning)", "4 warning)", "5 warning)", "6 warning)");
		assertThat(fact(presentation, "Others")).isEqualTo("6 warning, 1 info");
	}

	@Test
	void presentWhenAllOfBatchIsOverIsResolved() {
		String over = Fixtures.body("alarm.v1.5.firing_to_ok").text();
		String fires = Fixtures.body("alarm.v1.5.ok_to_firing").text();
		assertThat(present("[" + over + "," + over + "]").status()).isEqualTo(Status.RESOLVED);
		Presentation mixed = present("[" + over + "," + fires + "]");
		assertThat(mixed.status()).isEqualTo(Status.FIRING);
		assertThat(mixed.title()).startsWith("2 alarms, 1 critical: Alarm firing");
	}

	@Test
	void presentWhenPartOfBatchNumbersRecordsAsTheBodyDoes() {
		Message batch = message(batch(3, database("down")));
		Presentation one = this.presenter.present(batch.part(new Message.Records("4")));
		assertThat(one.title()).isEqualTo("Autonomous database heron-db critical: down");
		Presentation two = this.presenter.present(batch.part(new Message.Records("2,4")));
		assertThat(fact(two, "Records").lines()).map((line) -> line.replaceFirst("\\..*", ""))
			.containsExactly("4", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "{}", "{\"cloudEventsVersion\":\"0.1\"}", "{\"type\":\"REPEAT\",\"dedupeKey\":\"a\"}",
			"{\"specversion\":\"1.0\",\"oracle\":{}}" })
	@Timeout(10)
	void presentWhenBatchIsHugeIsQuick(String record) {
		int count = 18_000 / (1 + record.split("[:,]").length * 2);
		assertThat(present(Collections.nCopies(count, record).toString()).title()).startsWith(count + " ");
	}

	@Test
	void presentWhenMalformedSaysSo() {
		assertThat(this.presenter.present(Fixtures.message("malformed.alarm")).facts()).extracting(Fact::label)
			.contains("Note");
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void presentHoldsNoSecret(String fixture) {
		assertThat(this.presenter.present(Fixtures.message(fixture))).asString()
			.doesNotContain("nobody-may-see")
			.doesNotContain("/p/invented");
	}

	@ParameterizedTest
	@ValueSource(strings = { "createbucket", "-", "a-", ":", "ocid1.", "aA", "/n/", "&", "&#", " ", "\\n", "https://" })
	@Timeout(5)
	void presentWhenTextsAreVeryLongIsQuick(String text) {
		String endless = text.repeat(60_000 / text.length());
		String json = event("com.oraclecloud.x." + endless, endless, "{\"region\":\"" + endless + "\"}")
			.replace("\"data\":{", "\"data\":{\"availabilityDomain\":\"" + endless + "\",");
		assertThat(present(json).title()).isNotEmpty();
	}

	static Stream<String> fixtures() {
		return Fixtures.names().stream();
	}

	@Test
	void presentWhenPatternTakesTooLongShowsNoText() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		// Each match is short, and the search for it goes on to the end.
		Presenter slow = Presenters.redacting(registry, "a(.*b)?");
		Presentation presentation = slow.present(message("""
				{"type": "OK_TO_FIRING", "dedupeKey": "d", "severity": "CRITICAL", "title": "%s",
				"timestampEpochMillis": 1772357463118, "alarmMetaData": [{"dimensions": [{"region": "fra"}]}]}
				""".formatted("a".repeat(200_000))));
		assertThat(presentation.title()).isEqualTo("Alarm (firing) without its text");
		assertThat(presentation.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(presentation.status()).isEqualTo(Status.FIRING);
		assertThat(presentation.region()).isEqualTo("eu-frankfurt-1");
		assertThat(presentation.time()).isEqualTo("2026-03-01T09:31:03.118Z");
		assertThat(presentation.facts()).singleElement()
			.extracting(Fact::value)
			.asString()
			.startsWith("Hiding secrets in this message failed");
		assertThat(presentation.resource()).isNull();
		assertThat(registry.get("relay.redaction.failures").counter().count()).isOne();
		assertThat(slow.present(Fixtures.message("plain.text")).title()).as("the next message")
			.contains("******")
			.doesNotContain("a");
	}

	private static String batch(int harmless, String last) {
		return Stream
			.concat(IntStream.range(0, harmless)
				.mapToObj((i) -> event("com.oraclecloud.objectstorage.createbucket", "bucket-" + i, "{}")),
					Stream.of(last))
			.toList()
			.toString();
	}

	private static String database(String name) {
		return event("com.oraclecloud.databaseservice.autonomous.database.critical", "heron-db",
				"{\"eventName\":\"%s\"}".formatted(name));
	}

	private static String fact(Presentation presentation, String label) {
		return presentation.facts()
			.stream()
			.filter((fact) -> fact.label().equals(label))
			.map(Fact::value)
			.collect(Collectors.joining());
	}

	private Presentation present(String json) {
		return this.presenter.present(message(json));
	}

	private static Message message(String json) {
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

	private static String event(String type, String name, String details) {
		return """
				{"cloudEventsVersion":"0.1","eventType":"%s","eventTime":"2026-03-01T10:00:00Z","data":{
				"resourceName":"%s","resourceId":"ocid1.instance.oc1.eu-frankfurt-1.anthel","additionalDetails":%s}}"""
			.formatted(type, name, details);
	}

}
