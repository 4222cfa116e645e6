package io.onsrelay.admin.audit;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.AuditedMessages;
import io.onsrelay.audit.export.ExportVerification;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log has twelve events: one for each resource {@code r0} to {@code r11}, a minute
 * apart, and a checkpoint over them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway") // the server is started before all tests
class AuditEndpointTests {

	private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

	private static final List<String> IDS = new ArrayList<>();

	/** Later than the records that the start itself adds. */
	private static Instant first;

	private static IngestServer server;

	private static Store store;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.audit.checkpoint-records=12",
				"relay.audit.checkpoint-interval=10s");
		store = server.bean(Store.class);
		first = server.bean(Clock.class).instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
		IDS.clear();
		List<Message> events = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			Instant at = minute(i);
			events.add(MessageFixtures.event("e" + i, (i == 3) ? "=r3,x" : "r" + i, at, at));
		}
		add(events);
		events.forEach((event) -> IDS.add(event.id().toString()));
		Awaitility.await().until(() -> !get("/" + IDS.get(11) + "/proof").body().contains("No checkpoint"));
	}

	/**
	 * In one commit: a checkpoint between two of several would leave the last ones to the
	 * next checkpoint.
	 */
	private static void add(List<Message> messages) {
		store.write((jdbc) -> AuditedMessages.append(jdbc, server.bean(Journal.class), server.bean(AuditLog.class),
				"audit/default", messages));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void listPagesTheNewestFirst() {
		List<String> found = new ArrayList<>();
		String cursor = "";
		for (int page = 0; page < 3; page++) {
			String body = get("?kind=EVENT&until=@30&limit=5" + cursor).body();
			Pattern.compile("\"messageId\":\"([^\"]+)\"")
				.matcher(body)
				.results()
				.forEach((id) -> found.add(id.group(1)));
			Matcher next = NEXT.matcher(body);
			cursor = next.find() ? "&after=" + next.group(1) : "&none";
		}
		assertThat(cursor).isEqualTo("&none");
		assertThat(found).isEqualTo(IDS.reversed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?resource=r7                                                        | 7
			?resource=r7&kind=EVENT                                             | 7
			?resource=r7&kind=event                                             | 7
			?resource=r7&kind=ALARM                                             |
			?resource=r                                                         |
			?from=@5&until=@7               | 6,5
			?from=@5&until=@7&type=none     |
			?from=@7&until=@5               |
			?message=00000000-0000-4000-8000-000000000000                       |
			""")
	void listFilters(String query, String expected) {
		String body = get(query).body();
		List<String> ids = (expected != null)
				? List.of(expected.split(",")).stream().map((index) -> IDS.get(Integer.parseInt(index))).toList()
				: List.of();
		assertThat(Pattern.compile("\"messageId\":\"([^\"]+)\"").matcher(body).results().map((id) -> id.group(1)))
			.as(body)
			.containsExactlyElementsOf(ids);
	}

	@Test
	void itemHasWhatTheLeafHas() {
		assertThat(get("?message=" + IDS.get(4)).body()).contains("\"index\":5,\"destination\":\"audit/default\"",
				"\"messageId\":\"%s\"".formatted(IDS.get(4)), "\"receivedAt\":\"%s\"".formatted(minute(4)),
				"\"kind\":\"EVENT\"", "\"resource\":\"r4\"", "\"bodySha256\":\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					GET  | ?limit=0                             | 400 | limit must be between 1 and 200.
					GET  | ?limit=201                           | 400 | limit must be between 1 and 200.
					GET  | ?after=x                             | 400 | after is not what next of the page before was.
					GET  | ?after=1.1.1                         | 400 | after is not what next of the page before was.
					GET  | ?after=99999999999999999999.1        | 400 | after is not what next of the page before was.
					GET  | ?from=yesterday                      | 400 | Failed to convert
					GET  | ?from=%2B100000-01-01T00:00:00Z      | 400 | from must be between 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
					GET  | ?until=-0001-01-01T00:00:00Z         | 400 | until must be between
					GET  | ?kind=evnt                           | 400 | 'evnt' is no kind. Kinds are: EVENT, ALARM, LOG, PLAIN, OPERATOR_CHANGE, CUT, ERASURE.
					GET  | /export?format=csv&kind=evnt         | 400 | 'evnt' is no kind.
					GET  | ?knd=EVENT                           | 400 | Did you mean kind?
					GET  | /export?format=xml                   | 400 | format must be ndjson or csv.
					GET  | /export?resource=r1                  | 400 | An export as ndjson is a span of time with its proof: it takes from and until. For other filters, use format=csv.
					GET  | /export?from=x                       | 400 | Failed to convert
					GET  | /none/proof                          | 404 | The audit log has no record of message none.
					POST | /none/erase?reason=x                 | 400 | none is not the id of a message.
					POST | /00000000-0000-4000-8000-000000000000/erase?reason=x | 404 | The audit log has no body of the message 00000000-0000-4000-8000-000000000000.
					POST | /00000000-0000-4000-8000-000000000000/erase          | 400 | reason: say in 1 to 500 characters why the body is erased.
					POST | /00000000-0000-4000-8000-000000000000/erase?reason=%20 | 400 | reason: say in 1 to 500 characters why the body is erased.
					POST | /00000000-0000-4000-8000-000000000000/erase?reason=a%0Ab | 400 | reason must be one line without control characters.
					""")
	void requestThatCanNotBeMeantIsRejected(String method, String path, int status, String detail) {
		HttpResponse<String> response = send(method, path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains(detail);
	}

	@Test
	void exportAsNdjsonVerifiesOffline(@TempDir Path directory) throws IOException {
		HttpResponse<String> export = get("/export?from=@3&until=@9");
		assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
		assertThat(export.headers().firstValue("Content-Disposition"))
			.contains("attachment; filename=\"audit.ndjson\"");
		assertThat(export.body().lines()).first()
			.asString()
			.contains("\"export\":\"ons-relay-audit-log\"", "\"from\":4");
		assertThat(export.body().lines().filter((line) -> line.startsWith("{\"index\":"))).hasSize(6);
		Path file = Files.writeString(directory.resolve("audit.ndjson"), export.body());
		VerificationReport report = ExportVerification.of(file, Set.of());
		assertThat(report.findings()).isEmpty();
		assertThat(report.from()).isEqualTo(4);
		Files.writeString(file, export.body().replaceFirst("\"kind\":\"EVENT\"", "\"kind\":\"ALARM\""));
		assertThat(ExportVerification.of(file, Set.of()).findings()).isNotEmpty();
	}

	@Test
	void exportAsCsvIsATableThatRunsNothing() {
		HttpResponse<String> export = get("/export?format=csv&from=@2&until=@5");
		assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
		assertThat(export.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"audit.csv\"");
		assertThat(export.body().split("\r\n")).satisfiesExactly(
				(heading) -> assertThat(heading).startsWith("index,destination,messageId,receivedAt,"),
				(row) -> assertThat(row).startsWith("5,audit/default,%s,%s,".formatted(IDS.get(4), minute(4)))
					.contains(",r4,"),
				(row) -> assertThat(row).startsWith("4,").contains(",\"'=r3,x\","),
				(row) -> assertThat(row).startsWith("3,"));
		assertThat(get("/export?format=csv&resource=r7").body().split("\r\n")).hasSize(2);
		assertThat(get("/export?format=csv&resource=none").body().split("\r\n")).hasSize(1);
	}

	@Test
	void proofIsThatOfTheRecord() {
		HttpResponse<String> proof = get("/" + IDS.get(5) + "/proof");
		assertThat(proof.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(proof.body()).contains("\"ons-relay-audit-record\"", "\"index\" : 6", IDS.get(5),
				"\"checkpoint\" : \"");
		assertThat(get("/" + IDS.get(5) + "/proof?destination=audit/other").body())
			.contains("has no record of message %s at audit/other.".formatted(IDS.get(5)));
	}

	@Test
	void verificationIsOnDemandAndShown() {
		assertThat(send("POST", "/verify").statusCode()).isEqualTo(202);
		Awaitility.await().untilAsserted(() -> assertThat(get("/checkpoint").body()).contains("\"fine\":true"));
		assertThat(get("/checkpoint").body()).contains("\"checkpoint\":{\"number\":", "\"note\":\"ons-relay/",
				"\"verifying\":false", "\"findings\":[]");
	}

	// Adds records, which other tests count
	@Order(Integer.MAX_VALUE)
	@Test
	void erasureLeavesTheDigestAndSaysWho() {
		Message event = MessageFixtures.event("private", "r-private", minute(60), minute(60));
		add(List.of(event));
		String id = event.id().toString();
		assertThat(send("POST", "/" + id + "/erase?reason=%20a%20court%20").statusCode()).isEqualTo(204);
		assertThat(get("?resource=" + id).body()).contains("\"kind\":\"ERASURE\"", "\"type\":\"body.erased\"");
		String record = store.read((jdbc) -> jdbc.sql("SELECT CAST(body AS TEXT) FROM audit_record WHERE resource = ?")
			.param(id)
			.query(String.class)
			.single());
		assertThat(record).startsWith("{\"who\":\"admin\",\"message\":\"%s\",\"sha256\":\"".formatted(id))
			.endsWith("\"reason\":\"a court\"}");
		assertThat(send("POST", "/" + id + "/erase?reason=again").statusCode()).isEqualTo(404);
		assertThat(get("?resource=r-private").body()).contains("\"messageId\":\"%s\"".formatted(id));
		assertThat(send("POST", "/verify").statusCode()).isEqualTo(202);
		Awaitility.await().untilAsserted(() -> assertThat(get("/checkpoint").body()).contains("\"fine\":true"));
	}

	private static Instant minute(int number) {
		return first.plusSeconds(60L * number);
	}

	private static HttpResponse<String> get(String path) {
		return send("GET", path);
	}

	/**
	 * Sends a request.
	 * @param path the path, with {@code @7} for the time of the event of {@code r7}
	 */
	private static HttpResponse<String> send(String method, String path) {
		String address = Pattern.compile("@(\\d+)")
			.matcher(path)
			.replaceAll((minute) -> minute(Integer.parseInt(minute.group(1))).toString());
		return server.send(server.to("/api/audit" + address)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.method(method, BodyPublishers.noBody()));
	}

}
