package io.onsrelay.search.index;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoredText;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class MessageIndexerTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private TestStore store;

	private IndexFixture fixture;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.fixture = new IndexFixture(this.store);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void batchesAreIndexedUntilNothingIsLeft() {
		this.fixture.append(texts(150));
		MessageIndexer indexer = this.fixture.indexer();
		indexer.runOnce();
		assertThat(this.store.count("message_summary")).isEqualTo(MessageIndexer.BATCH);
		assertThat(this.fixture.behind()).isEqualTo(150 - MessageIndexer.BATCH);
		this.fixture.index();
		assertThat(this.store.count("message_summary")).isEqualTo(150);
		indexer.runOnce();
		assertThat(this.fixture.behind()).isZero();
	}

	@Test
	void indexingGoesOnAfterARestart() {
		this.fixture.append(texts(100));
		this.fixture.indexer().runOnce();
		close();
		open();
		this.fixture.clock().move(Duration.ofMinutes(5));
		this.fixture.index();
		assertThat(this.store.count("message_summary")).isEqualTo(100);
		assertThat(terms()).isEqualTo(100);
	}

	@Test
	void quietStoreIsNotWritten() {
		this.fixture.append(texts(3));
		this.fixture.index();
		MessageIndexer indexer = this.fixture.indexer();
		for (int round = 0; round < 5; round++) {
			assertThat(indexer.runOnce()).isEqualTo(this.fixture.clock().instant().plusSeconds(1));
		}
		assertThat(this.store.read(IndexTable::state).indexedTo()).isEqualTo(3);
	}

	@Test
	void whatTheJournalExpiresLeavesTheIndex() {
		List<Long> seqs = this.fixture.append(texts(10));
		this.fixture.index();
		this.store.write((jdbc) -> this.fixture.journal().delete(jdbc, seqs.subList(0, 4)));
		MessageIndexer indexer = this.fixture.indexer();
		indexer.runOnce();
		assertThat(this.store.count("message_summary")).isEqualTo(6);
		assertThat(matches("unique3")).isEmpty();
		assertThat(matches("unique5")).hasSize(1);
		if (this.dialect == Dialect.SQLITE) {
			assertThat(this.store.count("message_text_docsize")).isEqualTo(6);
		}
	}

	@Test
	void valuesLeaveTheIndexWithTheirBlock() {
		this.fixture.append(texts(2));
		this.fixture.index();
		this.store.write((jdbc) -> {
			jdbc.sql("UPDATE message SET seq = seq + 70000 WHERE seq = 2").update();
			jdbc.sql("UPDATE message_body SET seq = seq + 70000 WHERE seq = 2").update();
			return jdbc.sql("DELETE FROM message WHERE seq = 1").update();
		});
		MessageIndexer indexer = this.fixture.indexer();
		this.fixture.index(indexer, this.store);
		this.fixture.clock().move(Duration.ofMinutes(1));
		for (int round = 0; round < 5; round++) {
			indexer.runOnce();
			this.fixture.clock().move(Duration.ofMinutes(1));
		}
		List<Long> blocks = this.store
			.read((jdbc) -> jdbc.sql("SELECT DISTINCT block FROM message_term").query(Long.class).list());
		assertThat(blocks).containsExactly(1L);
	}

	@Test
	void rebuildReplacesWhatIsThere() {
		this.fixture.append(texts(100));
		this.fixture.index();
		this.store.write((jdbc) -> jdbc.sql("UPDATE message_summary SET title = 'damaged'").update());
		this.fixture.table().rebuild();
		assertThat(this.store.read(IndexTable::state).rebuildTo()).isEqualTo(100);
		assertThat(matches("unique7")).as("what was indexed stays").hasSize(1);
		this.fixture.index();
		assertThat(titled("damaged")).isZero();
		assertThat(matches("unique7")).hasSize(1);
		assertThat(this.store.read(IndexTable::state).rebuildTo()).isZero();
	}

	@Test
	void otherFormatIsBuiltAnew() {
		this.fixture.append(texts(5));
		this.fixture.index();
		this.store.write((jdbc) -> {
			jdbc.sql("UPDATE message_summary SET title = 'old'").update();
			return jdbc.sql("UPDATE message_index SET format = 0").update();
		});
		this.fixture.index(this.fixture.indexer(), this.store);
		assertThat(titled("old")).isZero();
	}

	@Test
	void secretIsNeverIndexed() {
		this.fixture.append(MessageFixtures.text("m", """
				{"password": "correcthorse", "note": "fine", "url": "https://user:batterystaple@example.com/"}
				""", NOON));
		this.fixture.index();
		assertThat(matches("fine")).hasSize(1);
		assertThat(matches("correcthorse")).isEmpty();
		assertThat(matches("batterystaple")).isEmpty();
		assertThat(StoredText.columnsWith(this.store, "correcthorse")).allMatch((column) -> column.contains("body"));
	}

	@Test
	void ofTwoReplicasOneIndexes() {
		assumeThat(this.dialect.isShared()).isTrue();
		this.fixture.append(texts(10));
		MessageIndexer one = this.fixture.indexer();
		MessageIndexer other = this.fixture.replica();
		one.runOnce();
		this.fixture.append(MessageFixtures.text("more", "more", NOON));
		other.runOnce();
		assertThat(this.store.count("message_summary")).isEqualTo(10);
		this.fixture.clock().move(IndexTable.LEASE.plusSeconds(1));
		other.runOnce();
		assertThat(this.store.count("message_summary")).isEqualTo(11);
	}

	@Test
	void messageWhoseTransactionEndsLateIsIndexed() throws InterruptedException {
		assumeThat(this.dialect.isShared()).isTrue();
		CountDownLatch inserted = new CountDownLatch(1);
		CountDownLatch commit = new CountDownLatch(1);
		MessageIndexer indexer = this.fixture.indexer();
		try (TestStore other = TestStore.in(this.directory, this.dialect)) {
			Thread late = Thread.ofVirtual().start(() -> other.write((jdbc) -> {
				TestStore.keepOpen(jdbc);
				this.fixture.journal().append(jdbc, List.of(MessageFixtures.text("late", "late", NOON)));
				inserted.countDown();
				TestStore.await(commit);
				return 0;
			}));
			inserted.await();
			this.fixture.append(MessageFixtures.text("early", "early", NOON));
			for (int round = 0; round < 4; round++) {
				indexer.runOnce();
			}
			assertThat(matches("early")).hasSize(1);
			commit.countDown();
			late.join();
			indexer.runOnce();
			assertThat(matches("late")).hasSize(1);
		}
	}

	private List<Message> texts(int count) {
		return new ArrayList<>(IntStream.range(0, count)
			.mapToObj((i) -> MessageFixtures.text("m" + i, "text unique" + i, NOON))
			.toList());
	}

	private long titled(String title) {
		return this.store.read((jdbc) -> jdbc.sql("SELECT count(*) FROM message_summary WHERE title = :title")
			.param("title", title)
			.query(Long.class)
			.single());
	}

	private long terms() {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT count(DISTINCT seq) FROM message_term").query(Long.class).single());
	}

	private List<Long> matches(String word) {
		return this.store.read((jdbc) -> jdbc
			.sql((this.dialect == Dialect.SQLITE) ? "SELECT rowid FROM message_text WHERE message_text MATCH :word"
					: "SELECT seq FROM message_summary WHERE words @@ CAST(:word AS TSQUERY)")
			.param("word", word)
			.query(Long.class)
			.list());
	}

	@Test
	void pauseIsLongerBesideBusyStoreAndNeverShort() {
		assertThat(MessageIndexer.pause(Duration.ofMillis(20), false)).isEqualTo(Duration.ofMillis(180));
		assertThat(MessageIndexer.pause(Duration.ofMillis(20), true)).isEqualTo(Duration.ofMillis(480));
		assertThat(MessageIndexer.pause(Duration.ofNanos(1000), true)).isEqualTo(Duration.ofMillis(10));
	}

}
