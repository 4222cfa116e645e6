package io.onsrelay.admin;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.ingest.IngestServer;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every change that the API makes is a record of the audit log.
 */
@SuppressWarnings("NullAway") // the server is started before all tests
class OperatorRecordsTests {

	/**
	 * Endpoints that take POST and change nothing in the store.
	 */
	private static final Set<String> READING = Set.of("POST /api/audit/verify", "POST /api/explain", "POST /api/render",
			"POST /api/replays/dry-run", "POST /api/routes/diff", "POST /api/silences/preview",
			"POST /api/destinations/{kind}/{name}/test");

	private static IngestServer server;

	private static Store store;

	private static OutboxRows rows;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory);
		store = server.bean(Store.class);
		rows = new OutboxRows(store);
	}

	@AfterEach
	void clear() {
		rows.clear();
		store.write((jdbc) -> jdbc.sql("DELETE FROM silence").update() + jdbc.sql("DELETE FROM replay").update()
				+ jdbc.sql("DELETE FROM destination_pause").update());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everyEndpointThatChangesHasACase() {
		Set<String> changing = server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap(OperatorRecordsTests::names)
			.filter((name) -> name.contains(" /api/") && !name.startsWith("GET "))
			.collect(Collectors.toCollection(TreeSet::new));
		Stream<String> cases = Stream.of(Change.values()).map((change) -> change.endpoint);
		assertThat(Stream.concat(cases, READING.stream())).containsExactlyInAnyOrderElementsOf(changing);
	}

	private static Stream<String> names(RequestMappingInfo info) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		assertThat(methods).as("the methods of %s", info).isNotEmpty();
		return info.getPatternValues()
			.stream()
			.flatMap((path) -> methods.stream().map((method) -> method + " " + path));
	}

	@ParameterizedTest
	@EnumSource(Change.class)
	void changeIsARecord(Change change) {
		String path = change.prepare();
		List<Map<String, Object>> before = records();
		HttpResponse<String> response = server.send(server.to(path)
			.header("Authorization", IngestServer.basic("admin", IngestServer.OPERATORS_PASSWORD))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", change.name())
			.method(change.endpoint.replaceFirst(" .*", ""), BodyPublishers.ofString(change.body())));
		assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
		List<Map<String, Object>> records = records();
		assertThat(records.subList(before.size(), records.size())).singleElement().satisfies((record) -> {
			assertThat(record).containsEntry("type", change.action);
			assertThat(new String((byte[]) record.get("body"), StandardCharsets.UTF_8)).contains("\"who\":\"admin\"");
		});
	}

	private static List<Map<String, Object>> records() {
		return store
			.read((jdbc) -> jdbc.sql("SELECT type, body FROM audit_record WHERE destination = 'ons-relay' ORDER BY seq")
				.query()
				.listOfRows());
	}

	/**
	 * What an operator can change.
	 */
	enum Change {

		ERASE("POST /api/audit/{message}/erase", "body.erased") {

			@Override
			String prepare() {
				Instant now = server.bean(Clock.class).instant();
				Message message = MessageFixtures.event("e1", "a", now, now);
				store.write((jdbc) -> {
					long seq = server.bean(Journal.class).append(jdbc, List.of(message)).getFirst().orElseThrow();
					server.bean(AuditLog.class).append(jdbc, "audit/default", Map.of(seq, message));
					return seq;
				});
				return "/api/audit/%s/erase?reason=asked".formatted(message.id());
			}

		},

		ACKNOWLEDGE("POST /api/dead-letters/{id}/acknowledge", "dead-letter.acknowledged") {

			@Override
			String prepare() {
				return "/api/dead-letters/%d/acknowledge?comment=known".formatted(dead());
			}

		},

		ACKNOWLEDGE_MANY("POST /api/dead-letters/acknowledge", "dead-letter.acknowledged") {

			@Override
			String prepare() {
				dead();
				return "/api/dead-letters/acknowledge?all=true&comment=known";
			}

		},

		REPLAY("POST /api/dead-letters/{id}/replay", "dead-letter.replayed") {

			@Override
			String prepare() {
				return "/api/dead-letters/%d/replay".formatted(dead());
			}

		},

		REPLAY_MANY("POST /api/dead-letters/replay", "dead-letter.replayed") {

			@Override
			String prepare() {
				dead();
				return "/api/dead-letters/replay?all=true";
			}

		},

		DELETE("DELETE /api/dead-letters/{id}", "dead-letter.deleted") {

			@Override
			String prepare() {
				long id = dead();
				store.write((jdbc) -> jdbc.sql("""
						UPDATE delivery SET acknowledged_at = 0, acknowledged_by = 'ada', acknowledged_comment = 'known'
						""").update());
				return "/api/dead-letters/%d".formatted(id);
			}

		},

		PAUSE("POST /api/destinations/{kind}/{name}/pause", "destination.paused") {

			@Override
			String prepare() {
				return "/api/destinations/slack/ops/pause?reason=token";
			}

		},

		RESUME("POST /api/destinations/{kind}/{name}/resume", "destination.resumed") {

			@Override
			String prepare() {
				store.write((jdbc) -> jdbc.sql("""
						INSERT INTO destination_pause (destination, begins, paused_at, paused_by, reason)
						VALUES ('slack/ops', 0, 0, 'ada', 'token')
						""").update());
				return "/api/destinations/slack/ops/resume";
			}

		},

		REDIRECT("POST /api/destinations/{kind}/{name}/redirect", "delivery.redirected") {

			@Override
			String prepare() {
				rows.pending("slack/old");
				return "/api/destinations/slack/old/redirect?to=slack/ops";
			}

		},

		GIVE_UP("POST /api/destinations/{kind}/{name}/give-up", "delivery.given-up") {

			@Override
			String prepare() {
				rows.pending("slack/old");
				return "/api/destinations/slack/old/give-up";
			}

		},

		SUBMIT("POST /api/replays", "replay.submitted") {

			@Override
			String prepare() {
				return "/api/replays?all=true&snapshot=1.1";
			}

		},

		STOP("POST /api/replays/{id}/stop", "replay.stopped") {

			@Override
			String prepare() {
				long id = store.write((jdbc) -> jdbc.sql(RUNNING_REPLAY).query(Long.class).single());
				return "/api/replays/%d/stop".formatted(id);
			}

		},

		SILENCE("POST /api/silences", "silence.created") {

			@Override
			String prepare() {
				return "/api/silences?confirm=true";
			}

			@Override
			String body() {
				return "{\"condition\":{\"a\":\"b\"},\"until\":\"%s\",\"reason\":\"patch day\"}".formatted(
						server.bean(Clock.class).instant().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS));
			}

		},

		END("POST /api/silences/{id}/end", "silence.ended") {

			@Override
			String prepare() {
				return "/api/silences/%d/end".formatted(silence());
			}

		},

		SEND("POST /api/silences/{id}/send", "silence.sent") {

			@Override
			String prepare() {
				long silence = silence();
				rows.dead("slack/new", "auth", "no_service");
				store.write((jdbc) -> jdbc
					.sql("""
							INSERT INTO held_delivery (silence_id, message_seq, destination, route, ordering_key, occurred_at,
								received_at, part, records)
							SELECT ?, seq, 'slack/ops', 'all', 'k', 0, 0, 0, '' FROM message
							""")
					.param(silence)
					.update());
				return "/api/silences/%d/send?all=true".formatted(silence);
			}

		};

		private static final String RUNNING_REPLAY = """
				INSERT INTO replay (submitted_by, idempotency_key, submitted_at, last_delivery, snapshot_at, most, matching,
					state, done_to, replayed)
				VALUES ('ada', 'key', 0, 1, 0, 1, 1, 'running', 0, 0) RETURNING id
				""";

		private final String endpoint;

		private final String action;

		Change(String endpoint, String action) {
			this.endpoint = endpoint;
			this.action = action;
		}

		/**
		 * Makes what is to be changed.
		 * @return the path of the request
		 */
		abstract String prepare();

		String body() {
			return "";
		}

		private static long dead() {
			return rows.dead("slack/ops", "auth", "no_service");
		}

		private static long silence() {
			long end = server.bean(Clock.class).millis() + Duration.ofHours(1).toMillis();
			return store.write((jdbc) -> jdbc.sql("""
					INSERT INTO silence (condition, reason, created_by, created_at, ends_at)
					VALUES ('{"a":"b"}', 'patch day', 'ada', 0, ?) RETURNING id
					""").param(end).query(Long.class).single());
		}

	}

}
