package io.onsrelay.search;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.event.Content;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.index.IndexFixture;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ParameterizedClass
@EnumSource(Dialect.class)
class MessageSearchTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	private IndexFixture fixture;

	private MessageSearch search;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.fixture = new IndexFixture(this.store);
		this.search = SearchFixture.on(this.store, this.fixture);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void messageIsFoundByEverythingThatIsInTheHand() {
		Message launch = Fixtures.message("computeapi.launchinstance.end");
		long seq = this.fixture.append(launch);
		this.fixture.append(Fixtures.message("log.audit"));
		this.fixture.append(Fixtures.message("plain.text"));
		this.fixture.index();
		for (String text : List.of(launch.id().toString(), "https://relay.example.com/messages/" + launch.id(),
				launch.headers().messageId().orElseThrow(), "5f0c1e2a-0000-4a00-8b00-000000000002",
				"com.oraclecloud.computeapi.LaunchInstance.end", "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaplover",
				"OCID1.IMAGE.OC1.EU-FRANKFURT-1.AAAAAAAAPLOVER")) {
			MessagePage page = this.search.page(MessageQuery.of(text), null, 10);
			assertThat(page.items()).as(text).extracting(MessageSummary::seq).containsExactly(seq);
			assertThat(page.exact()).as(text).isTrue();
		}
		for (String text : List.of("aaaaaaaaplover", "rehearsal heron", "\"stage rehearsal\"", "REHEARSAL", "flex* E5",
				"VM.Standard.E5")) {
			MessagePage page = this.search.page(MessageQuery.of(text), null, 10);
			assertThat(page.items()).as(text).extracting(MessageSummary::seq).containsExactly(seq);
			assertThat(page.exact()).as(text).isFalse();
		}
		assertThat(found(MessageQuery.of("0C0C0C/0D0D0D"))).as("an opc-request-id").containsExactly(seq + 1);
		assertThat(found(MessageQuery.of("\"rehearsal stage\""))).isEmpty();
		assertThat(found(MessageQuery.of("heron nowhere"))).isEmpty();
	}

	@Test
	void messageThatIsNotIndexedYetIsFoundByItsColumnsAndHasATitle() {
		Message launch = Fixtures.message("computeapi.launchinstance.end");
		long seq = this.fixture.append(launch);
		assertThat(this.search.progress().behind()).isEqualTo(1);
		for (MessageQuery query : List.of(MessageQuery.ALL, MessageQuery.of(launch.first().resourceId().orElseThrow()),
				MessageQuery.of(launch.id().toString()), MessageQuery.of(launch.first().type().orElseThrow()))) {
			assertThat(found(query)).containsExactly(seq);
		}
		assertThat(this.search.page(MessageQuery.ALL, null, 1).items().getFirst().title()).contains("heron-01");
		assertThat(found(MessageQuery.of("heron"))).isEmpty();
		this.fixture.index();
		assertThat(found(MessageQuery.of("heron"))).containsExactly(seq);
		assertThat(this.search.progress().isCurrent()).isTrue();
		assertThat(this.search.progress().indexedTo()).isEqualTo(launch.receivedAt());
	}

	@Test
	void filtersNarrow() {
		Message launch = Fixtures.message("computeapi.launchinstance.end");
		Message alarm = Fixtures.message("alarm.v1.5.ok_to_firing");
		long first = this.fixture.append(launch);
		long second = this.fixture.append(alarm);
		long third = this.fixture.append(Fixtures.message("malformed.alarm"));
		this.fixture.index();
		deliver(first, "slack/ops", "delivered");
		deliver(second, "slack/ops", "dead");
		deliver(second, "pagerduty/primary", "pending");
		assertThat(found(query(Content.Kind.ALARM, null, null, null, null, null, null, null))).containsExactly(second);
		assertThat(found(query(null, null, Fixtures.TOPIC, null, null, null, null, null))).containsExactly(third,
				second, first);
		assertThat(found(query(null, null, null, launch.first().type().orElseThrow(), null, null, null, null)))
			.containsExactly(first);
		assertThat(found(query(null, null, null, null, launch.first().resourceId().orElseThrow(), null, null, null)))
			.as("the alarm is about the same instance")
			.containsExactly(second, first);
		assertThat(found(query(null, null, null, null, null, null, null, true))).containsExactly(third);
		assertThat(found(query(null, null, null, null, null, null, null, false))).containsExactly(second, first);
		Destination slack = Destination.of("slack/ops");
		assertThat(found(query(null, null, null, null, null, slack, null, null))).containsExactly(second, first);
		assertThat(found(query(null, null, null, null, null, slack, DeliveryState.DEAD, null))).containsExactly(second);
		assertThat(found(query(null, null, null, null, null, slack, DeliveryState.PENDING, null))).isEmpty();
		assertThat(found(query(null, null, null, null, null, null, DeliveryState.PENDING, null)))
			.containsExactly(second);
		Severity severity = this.search.page(MessageQuery.ALL, null, 10).items().get(1).severity();
		assertThat(found(query(null, severity, null, null, null, null, null, null))).contains(second);
		assertThat(
				found(query(Content.Kind.ALARM, severity, Fixtures.TOPIC, null, null, slack, DeliveryState.DEAD, false)
					.withText("firing")))
			.hasSizeLessThanOrEqualTo(1);
		assertThat(this.search.page(MessageQuery.ALL, null, 10).items().get(1).deliveries())
			.containsEntry(DeliveryState.DEAD, 1)
			.containsEntry(DeliveryState.PENDING, 1);
	}

	@Test
	void timesAreOfTheReceipt() {
		List<Long> seqs = this.fixture.append(IntStream.range(0, 10)
			.mapToObj((i) -> MessageFixtures.text("m" + i, "text " + i, NOON.plusSeconds(60L * i)))
			.toList());
		this.fixture.index();
		assertThat(found(between(NOON.plusSeconds(120), NOON.plusSeconds(240)))).containsExactly(seqs.get(3),
				seqs.get(2));
		assertThat(found(between(NOON.plusSeconds(500), null))).containsExactly(seqs.get(9));
		assertThat(found(between(null, NOON))).isEmpty();
		assertThat(found(between(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"))))
			.hasSize(10);
	}

	/**
	 * What is listed page by page is all that matches, whatever is added meanwhile.
	 */
	@Test
	void pagesTogetherAreAllThatMatchesUnderConcurrentInserts() {
		Random random = new Random(7);
		List<Message> messages = new ArrayList<>();
		for (int i = 0; i < 700; i++) {
			messages.add((i % 3 == 0) ? MessageFixtures.event("e" + i, "ocid1.instance.oc1.phx." + i % 5, NOON, NOON)
					: MessageFixtures.text("m" + i, "word" + (i % 7) + " common", NOON.plusSeconds(i)));
		}
		List<Long> seqs = this.fixture.append(messages);
		for (int i = 0; i < seqs.size(); i += 9) {
			deliver(seqs.get(i), "slack/ops", (i % 2 == 0) ? "dead" : "delivered");
		}
		this.fixture.index();
		List<MessageQuery> queries = List.of(MessageQuery.ALL, MessageQuery.of("common"), MessageQuery.of("word3"),
				MessageQuery.of("ocid1.instance.oc1.phx.0"),
				query(Content.Kind.EVENT, null, null, null, null, null, null, null),
				query(null, null, null, null, null, Destination.of("slack/ops"), DeliveryState.DEAD, null),
				query(null, null, null, null, null, null, DeliveryState.DEAD, null).withText("common"),
				between(NOON.plusSeconds(100), NOON.plusSeconds(400)));
		AtomicBoolean done = new AtomicBoolean();
		Thread inserting = Thread.ofVirtual().start(() -> {
			for (int i = 0; !done.get() && i < 5_000; i++) {
				this.fixture.append(MessageFixtures.text("new" + i, "word3 common new", NOON.plusSeconds(200)));
				if (i % 10 == 0) {
					this.fixture.index();
				}
			}
		});
		try {
			for (MessageQuery query : queries) {
				List<Long> paged = new ArrayList<>();
				String cursor = MessageSearch.upTo(seqs.getLast());
				do {
					MessagePage page = this.search.page(query, cursor, 1 + random.nextInt(60));
					paged.addAll(page.items().stream().map(MessageSummary::seq).toList());
					cursor = page.next();
				}
				while (cursor != null);
				assertThat(paged).as(query.toString()).isEqualTo(expected(query, seqs, messages));
			}
		}
		finally {
			done.set(true);
			join(inserting);
		}
	}

	@Test
	void hostileTextBreaksNothing() {
		this.fixture.append(MessageFixtures.text("m", "quotes \" and 'more' words 100% sure", NOON));
		this.fixture.index();
		for (String text : List.of("\"", "\"\"", "'", "'';--", "a\u0000b", "\u0000", "*", "**", "NEAR(a b)", "a NOT",
				"AND", "OR OR", "(", "words:", "^a", "{words}:a", "a + b", "-a", "!a", "a & | !", "<->", "\\", "\\'",
				"%", "_", "🔥", "🔥 words", "\uD83D", "x".repeat(10_000), "\u202Eabc", "a\nb", "\u3000")) {
			assertThat(this.search.page(MessageQuery.of(text), null, 10).items().size()).as(text)
				.isLessThanOrEqualTo(1);
		}
		assertThat(found(MessageQuery.of("\"quotes\" 'more' 100%"))).hasSize(1);
		assertThatIllegalArgumentException().isThrownBy(() -> MessageQuery.of("x".repeat(10_001)))
			.withMessageContaining("at most 10000");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.search.page(MessageQuery.of("a ".repeat(100)), null, 10))
			.withMessageContaining("more than 64 words");
	}

	@Test
	void cursorThatIsNoneIsRejectedWithASentence() {
		for (String cursor : List.of("x", "!", "ZDox", PageCursor.of('d', 5), "m:5")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.search.page(MessageQuery.ALL, cursor, 10))
				.withMessageStartingWith("This is no cursor of the list.");
		}
	}

	@Test
	void searchThatLooksAtTooMuchStopsAndGoesOn() {
		this.store.write((jdbc) -> jdbc
			.sql("""
					WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 30000)
					INSERT INTO message (seq, id, received_at, occurred_at, kind, malformed)
					SELECT i, '00000000-0000-7000-8000-' || substr(CAST(1000000000000 + i AS TEXT), 2), i, i, 'EVENT', %s FROM number
					"""
				.formatted((this.dialect == Dialect.SQLITE) ? "0" : "FALSE"))
			.update());
		deliver(5, "slack/ops", "delivered");
		MessageQuery query = query(null, null, null, null, null, Destination.of("slack/ops"), null, null);
		MessagePage first = this.search.page(query, null, 10);
		assertThat(first.items()).isEmpty();
		assertThat(first.searchedTo()).isBetween(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(20_000));
		assertThat(this.search.page(query, first.next(), 10).next()).isNull();
	}

	private List<Long> expected(MessageQuery query, List<Long> seqs, List<Message> messages) {
		List<Long> expected = new ArrayList<>();
		for (int i = seqs.size() - 1; i >= 0; i--) {
			Message message = messages.get(i);
			String text = query.text();
			Instant from = query.from();
			Instant until = query.until();
			boolean matches = (text == null || message.body().text().contains(text))
					&& (query.kind() == null || message.kind() == query.kind())
					&& (from == null || !message.receivedAt().isBefore(from))
					&& (until == null || message.receivedAt().isBefore(until))
					&& (query.state() == null || (i % 9 == 0 && i % 2 == 0));
			if (matches) {
				expected.add(seqs.get(i));
			}
		}
		return expected;
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void deliver(long seq, String destination, String state) {
		this.store.write((jdbc) -> jdbc.sql("""
				INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at,
					pending_since, state, due_at, finished_at, reason, detail)
				VALUES (:seq, :destination, 'r', 'k' || :seq, 1, 1, 1, :state, 1, 2, 'server', '500')
				""".replace("'k' || :seq", "'k" + seq + "'"))
			.param("seq", seq)
			.param("destination", destination)
			.param("state", state)
			.update());
	}

	private List<Long> found(MessageQuery query) {
		return this.search.page(query, null, 50).items().stream().map(MessageSummary::seq).toList();
	}

	// NullAway does not see in class files that a nested type may be null
	@SuppressWarnings("NullAway")
	private static MessageQuery between(@Nullable Instant from, @Nullable Instant until) {
		return new MessageQuery(null, from, until, null, null, null, null, null, null, null, null, null);
	}

	// NullAway does not see in class files that a nested type may be null
	@SuppressWarnings("NullAway")
	private static MessageQuery query(Content.@Nullable Kind kind, @Nullable Severity severity, @Nullable String topic,
			@Nullable String type, @Nullable String resource, @Nullable Destination destination,
			@Nullable DeliveryState state, @Nullable Boolean malformed) {
		return new MessageQuery(null, null, null, kind, severity, topic, type, resource, null, destination, state,
				malformed);
	}

}
