package io.onsrelay.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageIds;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Store;

/**
 * An hour that has passed, written into a store: messages with their audit records and
 * deliveries, an outage of the channel, and a dead letter. A day of counts stands behind
 * it.
 */
public final class SampleTraffic {

	private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

	private static final List<String> FILES = List.of("computeapi.launchinstance.end", "objectstorage.createbucket",
			"alarm.v1.5.ok_to_firing", "virtualnetwork.updatevcn", "computeapi.instanceaction.softstop.end",
			"databaseservice.backup.end.failed", "alarm.v1.5.firing_to_ok", "identitycontrolplane.createuser",
			"computeapi.instanceaction.start.end", "cloudguard.problemdetected");

	private static final int COUNT = 40;

	private static final Duration SPACING = Duration.ofSeconds(85);

	private static final Duration OUTAGE_BEGAN = Duration.ofMinutes(38);

	private static final Duration OUTAGE_ENDED = Duration.ofMinutes(26);

	private static final String INSERT = """
			INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at, pending_since,
				state, attempts, reason, detail, finished_at)
			VALUES (:message, :destination, :route, :key, :occurred, :received, :received, :state, :attempts,
				CAST(:reason AS TEXT), CAST(:detail AS TEXT), :finished)
			RETURNING id
			""";

	private static final String ATTEMPT = """
			INSERT INTO attempt (delivery_id, number, started_at, duration, outcome, reason, detail)
			VALUES (:delivery, :number, :at, :took, :outcome, :reason, :detail)
			""";

	private static final String HOUR = """
			INSERT INTO destination_hour (destination, hour, delivered, failed, dead)
			VALUES (:destination, :hour, :delivered, :failed, :dead)
			ON CONFLICT (destination, hour) DO UPDATE SET delivered = destination_hour.delivered + excluded.delivered,
				failed = destination_hour.failed + excluded.failed, dead = destination_hour.dead + excluded.dead
			""";

	private final ObjectMapper json = new ObjectMapper();

	private final Random random = new Random(7);

	private final MessageParser parser = new MessageParser();

	private final Store store;

	private final Journal journal;

	private final Clock clock;

	private final String topic;

	/**
	 * Creates the traffic.
	 * @param store the store
	 * @param journal the journal in it
	 * @param clock tells which hour it is
	 * @param topic the OCID of the topic
	 */
	public SampleTraffic(Store store, Journal journal, Clock clock, String topic) {
		this.store = store;
		this.journal = journal;
		this.clock = clock;
		this.topic = topic;
	}

	/**
	 * Writes it.
	 */
	public void write() {
		Instant now = this.clock.instant();
		Instant begin = now.minus(SPACING.multipliedBy(COUNT));
		MessageIds ids = new MessageIds(this.clock, this.random);
		List<Message> messages = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			Instant at = begin.plus(SPACING.multipliedBy(i));
			messages.add(this.parser.parse(ids.next(), at,
					new OnsHeaders(Map.of("x-oci-ns-topicocid", this.topic, "x-oci-ns-messageid",
							UUID.randomUUID().toString(), "x-oci-ns-messagetype", "Notification")),
					Body.of(body(FILES.get(i % FILES.size()), at.minusSeconds(2)).getBytes(StandardCharsets.UTF_8))));
		}
		AuditLog log = new AuditLog(this.store::isShared);
		this.store.write((jdbc) -> {
			List<OptionalLong> seqs = this.journal.append(jdbc, messages);
			for (int i = 0; i < COUNT; i++) {
				if (seqs.get(i).isEmpty()) {
					continue;
				}
				long seq = seqs.get(i).getAsLong();
				log.append(jdbc, "audit/default", Map.of(seq, messages.get(i)));
				deliver(jdbc, seq, messages.get(i), now);
			}
			count(jdbc, now);
			return COUNT;
		});
	}

	private void deliver(JdbcClient jdbc, long seq, Message message, Instant now) {
		Instant received = message.receivedAt();
		boolean outage = received.isAfter(now.minus(OUTAGE_BEGAN)) && received.isBefore(now.minus(OUTAGE_ENDED));
		if (outage) {
			Instant delivered = now.minus(OUTAGE_ENDED).plusSeconds(this.random.nextInt(20));
			long id = insert(jdbc, seq, message, "slack/ops", "channel", "delivered", 3, null, null, delivered);
			for (int number = 1; number < 3; number++) {
				attempt(jdbc, id, number, received.plusSeconds(number * 20L - 19), "retry", "server",
						"503 Service Unavailable: upstream connect error");
			}
		}
		else {
			insert(jdbc, seq, message, "slack/ops", "channel", "delivered", 1, null, null,
					received.plusMillis(180 + this.random.nextInt(400)));
		}
		String type = message.first().type().orElse("");
		if (type.equals("OK_TO_FIRING") && received.isBefore(now.minus(Duration.ofMinutes(50)))) {
			String reply = "400 Bad Request: 'payload.source' is missing or blank";
			long id = insert(jdbc, seq, message, "pagerduty/primary", "alarms", "dead", 1, "client", reply,
					received.plusMillis(350));
			attempt(jdbc, id, 1, received.plusMillis(60), "dead", "client", reply);
		}
		else if (type.contains("FIRING") || type.endsWith("stop.end")) {
			insert(jdbc, seq, message, "pagerduty/primary", "alarms", "delivered", 1, null, null,
					received.plusMillis(240 + this.random.nextInt(300)));
		}
	}

	private long insert(JdbcClient jdbc, long seq, Message message, String destination, String route, String state,
			int attempts, @Nullable String reason, @Nullable String detail, Instant finished) {
		return jdbc.sql(INSERT)
			.param("message", seq)
			.param("destination", destination)
			.param("route", route)
			.param("key", message.orderingKey())
			.param("occurred", message.occurredAt().toEpochMilli())
			.param("received", message.receivedAt().toEpochMilli())
			.param("state", state)
			.param("attempts", attempts)
			.param("reason", reason)
			.param("detail", detail)
			.param("finished", finished.toEpochMilli())
			.query(Long.class)
			.single();
	}

	private void attempt(JdbcClient jdbc, long delivery, int number, Instant at, String outcome, String reason,
			String detail) {
		jdbc.sql(ATTEMPT)
			.param("delivery", delivery)
			.param("number", number)
			.param("at", at.toEpochMilli())
			.param("took", 90 + this.random.nextInt(900))
			.param("outcome", outcome)
			.param("reason", reason)
			.param("detail", detail)
			.update();
	}

	private void count(JdbcClient jdbc, Instant now) {
		Instant hour = now.truncatedTo(ChronoUnit.HOURS);
		for (int ago = 23; ago >= 0; ago--) {
			count(jdbc, "slack/ops", hour.minus(Duration.ofHours(ago)), 20 + this.random.nextInt(40),
					(ago == 0 || ago == 9) ? 16 : 0, 0);
			count(jdbc, "pagerduty/primary", hour.minus(Duration.ofHours(ago)), this.random.nextInt(9), 0,
					(ago == 0) ? 1 : 0);
		}
	}

	private static void count(JdbcClient jdbc, String destination, Instant hour, int delivered, int failed, int dead) {
		jdbc.sql(HOUR)
			.param("destination", destination)
			.param("hour", hour.toEpochMilli())
			.param("delivered", delivered)
			.param("failed", failed)
			.param("dead", dead)
			.update();
	}

	private String body(String file, Instant at) {
		try {
			JsonNode body = this.json.readTree(Files.readString(FIXTURES.resolve(file + ".json")));
			if (body instanceof ObjectNode event) {
				if (event.has("eventID")) {
					event.put("eventID", UUID.randomUUID().toString());
					event.put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString());
				}
				if (event.has("dedupeKey")) {
					event.put("timestampEpochMillis", at.toEpochMilli());
					event.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
				}
			}
			return this.json.writeValueAsString(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
