package io.onsrelay.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Sha256;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoredText;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(Dialect.class)
class JournalTests {

	private static final Duration WINDOW = Duration.ofDays(7);

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	private Journal journal;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.journal = new Journal(this.store, new MessageParser(), WINDOW);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	static List<String> fixtures() {
		return Fixtures.names();
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void findReturnsEveryKindOfMessageAsItWasAppended(String fixture) {
		Message message = Fixtures.message(fixture);
		long seq = append(message).orElseThrow();
		assertThat(this.journal.find(List.of(seq))).containsEntry(seq, message);
	}

	@Test
	void appendWhenHeadersHoldTokensKeepsTheirDigestsAndTheEvidence() {
		Map<String, String> headers = new HashMap<>(Fixtures.headers("plain.text").values());
		headers.put("X-OCI-NS-ConfirmationURL", "https://x?token=VE9QLVNFQ1JFVA==");
		headers.put("X-OCI-NS-UnsubscribeURL", "https://x?token=VE9QLVNFQ1JFVA==");
		Message message = new MessageParser().parse(Fixtures.message("plain.text").id(), NOON, new OnsHeaders(headers),
				Fixtures.body("plain.text"));
		Message kept = this.journal.find(List.of(append(message).orElseThrow())).values().iterator().next();
		assertThat(StoredText.columnsWith(this.store, "VE9QLVNFQ1JFVA")).isEmpty();
		assertThat(kept.headers().confirmationUrl())
			.contains("sha256:" + Sha256.hex("https://x?token=VE9QLVNFQ1JFVA=="));
		assertThat(kept.headers().values()).containsAllEntriesOf(Fixtures.headers("plain.text").values());
		assertThat(kept.body()).isEqualTo(message.body());
	}

	@Test
	void appendWhenKeyIsKnownKeepsTheFirstOnly() {
		append(event("e1", NOON));
		assertThat(append(event("e1", NOON.plusSeconds(1)))).isEmpty();
		assertThat(this.store.count("message")).isEqualTo(1);
	}

	@Test
	void appendOfSeveralKeepsTheFirstOfEachKey() {
		append(event("e1", NOON));
		assertThat(append(List.of(event("e2", NOON), event("e1", NOON, "again"), event("e3", NOON), event("e2", NOON),
				event("e3", NOON, "under another id"))))
			.extracting(OptionalLong::isPresent)
			.containsExactly(true, false, true, false, false);
		assertThat(this.store.count("message")).isEqualTo(3);
		assertThat(this.store.count("message_body")).isEqualTo(3);
	}

	@Test
	void appendOfSeveralNumbersThemInTheirOrder() {
		List<Message> messages = fixtures().stream().map(Fixtures::message).toList();
		List<Long> seqs = append(messages).stream().map(OptionalLong::orElseThrow).toList();
		assertThat(seqs).isSorted();
		assertThat(seqs.stream().map(this.journal.find(seqs)::get)).isEqualTo(messages);
	}

	@Test
	void appendWhenReopenedStillKnowsTheKey() {
		append(event("e1", NOON));
		close();
		open();
		assertThat(append(event("e1", NOON.plus(Duration.ofMinutes(119))))).isEmpty();
	}

	@Test
	void appendWhenWindowIsOverTakesTheKeyAnew() {
		append(event("e1", NOON));
		assertThat(append(event("e1", NOON.plus(WINDOW)))).isEmpty();
		assertThat(append(event("e1", NOON.plus(WINDOW).plusMillis(1), "second"))).isPresent();
		assertThat(append(event("e1", NOON.plus(WINDOW).plusMillis(2)))).as("the window begins again").isEmpty();
	}

	@Test
	void appendWhenUnitFailsForgetsTheKey() {
		assertThatIllegalStateException().isThrownBy(() -> this.store.write((jdbc) -> {
			this.journal.append(jdbc, List.of(event("e1", NOON)));
			throw new IllegalStateException("later in the unit");
		}));
		assertThat(append(event("e1", NOON))).isPresent();
	}

	@Test
	void findWhenMessageIsGoneLeavesItOut() {
		assertThat(this.journal.find(List.of(4711L))).isEmpty();
	}

	@Test
	void readAheadReadsSmallMessagesOnly() {
		Message small = MessageFixtures.text("small", "x".repeat(Journal.SMALL_BYTES), NOON);
		Message large = MessageFixtures.text("large", "x".repeat(Journal.SMALL_BYTES + 1), NOON);
		List<Long> seqs = append(List.of(small, large)).stream().map(OptionalLong::orElseThrow).toList();
		this.journal.readAhead(List.of(seqs.getFirst(), seqs.getFirst(), seqs.getLast(), 4711L));
		this.store.write((jdbc) -> jdbc.sql("DELETE FROM message_body").update());
		assertThat(this.journal.find(seqs)).isEqualTo(Map.of(seqs.getFirst(), small));
	}

	@Test
	void readAheadOfManyReadsEach() {
		List<Message> messages = IntStream.range(0, 200)
			.mapToObj((number) -> MessageFixtures.text("text " + number, "text " + number, NOON))
			.toList();
		List<Long> seqs = append(messages).stream().map(OptionalLong::orElseThrow).toList();
		this.journal.readAhead(seqs);
		this.store.write((jdbc) -> jdbc.sql("DELETE FROM message_body").update());
		Map<Long, Message> found = this.journal.find(seqs);
		assertThat(seqs.stream().map(found::get)).isEqualTo(messages);
	}

	private OptionalLong append(Message message) {
		return append(List.of(message)).getFirst();
	}

	private List<OptionalLong> append(List<Message> messages) {
		return this.store.write((jdbc) -> this.journal.append(jdbc, messages));
	}

	private static Message event(String eventId, Instant receivedAt) {
		return MessageFixtures.event(eventId, "ocid1.instance.oc1.iad.aaaa", NOON, receivedAt);
	}

	private static Message event(String eventId, Instant receivedAt, String idSeed) {
		Message message = event(eventId, receivedAt);
		return new Message(MessageFixtures.text(idSeed, "", receivedAt).id(), receivedAt, message.headers(),
				message.body(), message.contents(), false);
	}

}
