package io.onsrelay.silence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.audit.RecordedChanges;
import io.onsrelay.delivery.AcceptWork.RoutedMessage;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.silence.model.SilencePreview;
import io.onsrelay.silence.model.SilenceState;
import io.onsrelay.store.Dialect;

import static io.onsrelay.silence.SilenceFixture.CHAT;
import static io.onsrelay.silence.SilenceFixture.INSTANCES;
import static io.onsrelay.silence.SilenceFixture.PAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

@ParameterizedClass
@EnumSource(Dialect.class)
class SilencesTests {

	private static final String OF_B = "{\"data\": {\"resourceId\": \"b\"}}";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private SilenceFixture replica;

	@BeforeEach
	void open() {
		this.replica = new SilenceFixture(this.directory, this.dialect, this.clock);
	}

	@AfterEach
	void close() {
		this.replica.close();
	}

	@Test
	void createKeepsWhoWhyAndUntilWhen() {
		Instant until = this.clock.instant().plus(Duration.ofDays(7));
		Silence silence = this.replica.silences.create(new SilenceDraft(" " + OF_B + "\n", until, "  patch day "),
				false, "ada");
		assertThat(silence)
			.isEqualTo(new Silence(1, OF_B, "patch day", "ada", this.clock.instant(), until, null, null, 0, 0));
		assertThat(silence.inWords()).isEqualTo("silence 1 of ada until 2026-03-08T12:00:00Z: patch day");
		assertThat(this.replica.silences.find(1)).contains(silence);
		assertThat(this.replica.silences.find(2)).isEmpty();
	}

	@Test
	void createOfWhatCanNotBeMeantIsRejected() {
		Instant later = this.clock.instant().plus(Duration.ofHours(1));
		assertInvalid(new SilenceDraft("{", later, "x"), "condition", "line 1, column 2");
		assertInvalid(new SilenceDraft("", later, "x"), "condition", "the condition is empty");
		assertInvalid(new SilenceDraft("{\"a\":\"" + "x".repeat(4000) + "\"}", later, "x"), "condition",
				"at most 4000");
		assertInvalid(new SilenceDraft(OF_B, later, "  "), "reason", "The reason is missing");
		assertInvalid(new SilenceDraft(OF_B, later, "a\nb"), "reason", "one line");
		assertInvalid(new SilenceDraft(OF_B, later, "x".repeat(501)), "reason", "at most 500");
		assertInvalid(new SilenceDraft(OF_B, this.clock.instant(), "x"), "until", "is over");
		assertInvalid(new SilenceDraft(OF_B, later.plus(Duration.ofDays(7)), "x"), "until", "at most 7 d");
		assertInvalid(new SilenceDraft(OF_B, Instant.MAX, "x"), "until", "at most 7 d");
		assertThat(this.replica.store.count("silence")).isZero();
	}

	private void assertInvalid(SilenceDraft draft, String field, String message) {
		assertThatExceptionOfType(InvalidSilenceException.class)
			.isThrownBy(() -> this.replica.silences.create(draft, true, "ada"))
			.withMessageContaining(message)
			.returns(field, InvalidSilenceException::field);
	}

	@Test
	void createOfWhatMatchesMoreThanHalfOfTheTrafficAsksTwice() {
		this.replica.acceptTogether(event("e1", "a"), event("e2", "b"), event("e3", "b"));
		SilenceDraft draft = new SilenceDraft(OF_B, this.clock.instant().plusSeconds(60), "x");
		assertThatExceptionOfType(UnconfirmedSilenceException.class)
			.isThrownBy(() -> this.replica.silences.create(draft, false, "ada"))
			.withMessage(
					"This silence matches 67 % of the messages of the last 24 hours (2 of 3). Confirm it a second time if that is meant.")
			.satisfies((ex) -> assertThat(ex.preview().matching()).isEqualTo(2));
		assertThat(this.replica.store.count("silence")).isZero();
		assertThat(this.replica.silences.create(draft, true, "ada").id()).isOne();
	}

	@Test
	void createOfWhatMatchesEverythingAsksTwiceAlsoWithoutTraffic() {
		SilenceDraft draft = new SilenceDraft("{}", this.clock.instant().plusSeconds(60), "x");
		assertThatExceptionOfType(UnconfirmedSilenceException.class)
			.isThrownBy(() -> this.replica.silences.create(draft, false, "ada"))
			.withMessage("This silence matches every message. Confirm it a second time if that is meant.");
	}

	@Test
	void createOfMoreThanAreComparedWithEachMessageIsRejected() {
		for (int i = 0; i < Silences.MOST_ACTIVE; i++) {
			this.replica.silence(OF_B);
		}
		assertThatExceptionOfType(InvalidSilenceException.class).isThrownBy(() -> this.replica.silence(OF_B))
			.withMessageContaining("50 silences are active");
		this.replica.silences.end(1, "ada");
		assertThat(this.replica.silence(OF_B).isActive(this.clock.instant())).isTrue();
	}

	@Test
	void listTellsActiveFromEnded() {
		this.replica.silence(OF_B);
		this.replica.silence(INSTANCES);
		assertThat(this.replica.silences.end(1, "bob")).isTrue();
		assertThat(this.replica.silences.end(1, "eve")).as("it has ended").isFalse();
		assertThat(this.replica.silences.end(9, "eve")).as("there is none").isFalse();
		assertThat(ids(SilenceState.ACTIVE)).containsExactly(2L);
		assertThat(ids(SilenceState.ENDED)).containsExactly(1L);
		assertThat(this.replica.silences.find(1).orElseThrow()).returns("bob", Silence::endedBy)
			.returns(this.clock.instant(), Silence::end);
		this.clock.move(Duration.ofHours(1));
		assertThat(ids(SilenceState.ACTIVE)).isEmpty();
		assertThat(ids(SilenceState.ALL)).containsExactly(2L, 1L);
		assertThat(this.replica.silences.list(SilenceState.ALL, 2, 10)).extracting(Silence::id).containsExactly(1L);
		assertThat(this.replica.silences.end(2, "eve")).as("its time is over").isFalse();
	}

	private List<Long> ids(SilenceState state) {
		return this.replica.silences.list(state, Long.MAX_VALUE, 10).stream().map(Silence::id).toList();
	}

	@Test
	void previewCountsExactlyWhatWouldBeHeldBack() {
		this.replica.acceptTogether(event("e0", "b"));
		this.clock.move(Duration.ofHours(24).plusMillis(1));
		this.replica.acceptTogether(event("e1", "a"), event("e2", "b"));
		this.replica.accept(this.replica.alarm("cpu", "FIRING_TO_OK"));
		SilencePreview preview = this.replica.silences.preview(OF_B);
		assertThat(preview.messages()).as("not what was before").isEqualTo(3);
		assertThat(preview.sampled()).isFalse();
		assertThat(preview.matching()).isOne();
		assertThat(preview.share()).isEqualTo(1.0 / 3);
		assertThat(preview.destinations()).containsOnlyKeys(CHAT, PAGER).containsEntry(CHAT, 1L);
		assertThat(preview.examples()).singleElement().satisfies((example) -> {
			assertThat(example.messageSeq()).isEqualTo(3);
			assertThat(example.type()).isEqualTo("com.oraclecloud.computeapi.instanceaction.end");
			assertThat(example.resource()).isEqualTo("b");
		});
		assertThat(this.replica.silences.preview("{\"title\": \"CPU\"}").destinations()).as("an end reaches the pager")
			.containsOnlyKeys(CHAT);
	}

	@Test
	void previewOfManyMessagesReadsSomeAndSaysSo() {
		int messages = 5_000;
		fill(messages);
		SilencePreview preview = this.replica.silences.preview("{\"host\": \"a\"}");
		assertThat(preview.messages()).isEqualTo(messages);
		assertThat(preview.read()).isEqualTo(SilencePreview.MOST_READ);
		assertThat(preview.sampled()).isTrue();
		assertThat(preview.share()).isCloseTo(0.3, within(0.05));
		assertThat(preview.matching()).isBetween(1_250L, 1_750L);
		assertThat(preview.destinations().get(CHAT)).isEqualTo(preview.matching());
		assertThat(preview.examples()).hasSize(10);
	}

	/**
	 * Three of ten are of host a.
	 */
	private void fill(int messages) {
		long now = this.clock.millis();
		this.replica.store.write((jdbc) -> {
			String numbers = "WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %d) "
				.formatted(messages);
			boolean sqlite = this.dialect == Dialect.SQLITE;
			jdbc.sql(numbers + """
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed)
					SELECT i, '00000000-0000-4000-8000-' || %s, %d, 1, 'PLAIN', %s FROM number
					""".formatted(sqlite ? "printf('%012d', i)" : "lpad(i::text, 12, '0')", now,
					sqlite ? "0" : "FALSE"))
				.update();
			return jdbc.sql(numbers + """
					INSERT INTO message_body (seq, headers, body)
					SELECT i, '{}', CASE WHEN i %% 10 < 3 THEN %1$s ELSE %2$s END FROM number
					""".formatted(blob(sqlite, "{\"host\":\"a\"}"), blob(sqlite, "{\"host\":\"b\"}"))).update();
		});
	}

	private static String blob(boolean sqlite, String text) {
		StringBuilder hex = new StringBuilder();
		for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
			hex.append("%02x".formatted(one));
		}
		return sqlite ? "X'%s'".formatted(hex) : "'\\x%s'::bytea".formatted(hex);
	}

	@Test
	void sendSendsOnceAndInOrder() {
		Silence silence = this.replica.silence(INSTANCES);
		for (int i = 1; i <= 3; i++) {
			this.clock.move(Duration.ofSeconds(1));
			this.replica.accept(event("e" + i, "a"));
		}
		this.replica.silences.end(silence.id(), "ada");
		long second = this.replica.silences.heldOf(2).getFirst().id();
		assertThat(this.replica.silences.send(silence.id(), second, "ada")).isEqualTo(new SendResult(1, 0));
		assertThat(this.replica.silences.send(silence.id(), second, "ada")).isEqualTo(new SendResult(0, 0));
		assertThat(this.replica.dispatched).containsExactly(CHAT);
		assertThat(this.replica.silences.find(1).orElseThrow()).returns(6L, Silence::held).returns(5L, Silence::unsent);
		assertThat(this.replica.silences.sendAll(silence.id(), "bob")).isEqualTo(new SendResult(5, 0));
		assertThat(this.replica.silences.sendAll(silence.id(), "bob")).isEqualTo(new SendResult(0, 0));
		assertThat(this.replica.enqueued(CHAT)).containsExactly("2", "1", "3");
		assertThat(this.replica.enqueued(PAGER)).containsExactly("1", "2", "3");
		assertThat(this.replica.store.count("delivery WHERE destination = 'pagerduty/primary' AND due_at IS NOT NULL"))
			.as("one of a sequence is due")
			.isOne();
		assertThat(this.replica.silences.held(1, 0, 10)).hasSize(6)
			.allMatch((held) -> this.clock.instant().equals(held.sentAt()))
			.extracting(HeldDelivery::sentBy)
			.containsOnly("ada", "bob");
	}

	@Test
	void sendOfManyIsDoneInPortions() {
		Silence silence = this.replica.silence(INSTANCES);
		this.replica.store.write((jdbc) -> this.replica.work.run(jdbc,
				IntStream.range(0, 130)
					.mapToObj((i) -> event("e" + i, "r" + i))
					.map((message) -> new RoutedMessage(message, SilenceFixture.everywhere(message)))
					.toList()));
		assertThat(this.replica.silences.sendAll(silence.id(), "ada").sent()).isEqualTo(260);
		assertThat(this.replica.store.count("delivery WHERE due_at IS NOT NULL")).isEqualTo(390);
		assertThat(this.replica.silences.held(1, 100, 7)).extracting(HeldDelivery::id)
			.containsExactly(101L, 102L, 103L, 104L, 105L, 106L, 107L);
	}

	@Test
	void sendToADestinationThatIsNotConfiguredAnyMoreKeepsWhatIsHeldBack() {
		Silence silence = this.replica.silence(INSTANCES);
		this.replica.accept(event("e1", "a"));
		try (SilenceFixture later = sibling()) {
			assertThat(later.silences.sendAll(silence.id(), "ada")).isEqualTo(new SendResult(1, 1));
			assertThat(later.silences.held(1, 0, 10)).filteredOn((held) -> held.sentAt() == null)
				.extracting(HeldDelivery::destination)
				.containsExactly(CHAT);
		}
	}

	/**
	 * The process after a restart with another configuration.
	 */
	private SilenceFixture sibling() {
		this.replica.close();
		return new SilenceFixture(this.directory, this.dialect, this.clock, CHAT);
	}

	@Test
	void sendOfWhatTheDestinationHasAnotherPartOfIsAPartOfItsOwn() {
		Silence silence = this.replica.silence(INSTANCES);
		this.replica.accept(event("e1", "a"));
		this.replica.store.write((jdbc) -> jdbc.sql("""
				UPDATE delivery SET destination = 'slack/ops', part = 0 WHERE destination = 'streaming/lake'
				""").update());
		assertThat(this.replica.silences.sendAll(silence.id(), "ada").sent()).isEqualTo(2);
		assertThat(this.replica.store.count("delivery WHERE destination = 'slack/ops' AND part = 1")).isOne();
	}

	@Test
	void eachChangeIsInTheAuditLogWithTheOperator() {
		Silence silence = this.replica.silence(INSTANCES);
		this.replica.accept(event("e1", "a"));
		this.replica.silences.sendAll(silence.id(), "bob");
		this.replica.silences.end(silence.id(), "eve");
		List<String> records = RecordedChanges.of(this.replica.store);
		assertThat(records).hasSize(3);
		assertThat(records.getFirst()).contains("\"who\":\"ada\"", "\"action\":\"silence.created\"",
				"\"target\":\"silence/1\"", "\"reason\":\"patch\"", "2026-03-01T13:00:00Z");
		assertThat(records.get(1)).contains("\"who\":\"bob\"", "\"action\":\"silence.sent\"", "[1,2]");
		assertThat(records.getLast()).contains("\"who\":\"eve\"", "\"action\":\"silence.ended\"");
	}

	@Test
	void upkeepCountsTheActiveOnesAndKeepsThemAsLongAsMessages() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		SilenceUpkeep upkeep = new SilenceUpkeep(this.replica.store, Duration.ofDays(30), meters, this.clock);
		this.replica.silence(OF_B);
		this.replica.silence(INSTANCES);
		this.replica.accept(event("e1", "a"));
		upkeep.runOnce();
		assertThat(meters.get("relay.silences.active").gauge().value()).isEqualTo(2);
		this.clock.move(Duration.ofDays(30).plusHours(1));
		upkeep.runOnce();
		assertThat(meters.get("relay.silences.active").gauge().value()).isZero();
		assertThat(ids(SilenceState.ALL)).hasSize(2);
		this.clock.move(Duration.ofDays(1));
		upkeep.runOnce();
		assertThat(ids(SilenceState.ALL)).as("what it has held back is still there").containsExactly(2L);
		this.replica.store.write((jdbc) -> this.replica.journal.delete(jdbc, List.of(1L)));
		this.clock.move(Duration.ofDays(1));
		upkeep.runOnce();
		assertThat(ids(SilenceState.ALL)).isEmpty();
	}

	private Message event(String eventId, String resource) {
		return MessageFixtures.event(eventId, resource, this.clock.instant(), this.clock.instant());
	}

}
