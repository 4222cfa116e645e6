package io.onsrelay.search.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.audit.AuditErasure;
import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.Erasures;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.search.MessageQuery;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.MessageSummary;
import io.onsrelay.search.SearchFixture;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the index and the memory have of a body is gone with it.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class ErasedEntryTests {

	private static final List<String> OF_BODY = List.of("heron", "rehearsal heron", "\"stage rehearsal\"", "flex*",
			"5f0c1e2a-0000-4a00-8b00-000000000002", "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaplover");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final Message message = Fixtures.message("computeapi.launchinstance.end");

	private TestStore store;

	private IndexFixture fixture;

	private MessageSearch search;

	private AuditErasure erasure;

	private long seq;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.fixture = new IndexFixture(this.store);
		this.search = SearchFixture.on(this.store, this.fixture);
		this.erasure = Erasures.in(this.store, this.fixture.clock(), this.fixture.table(), this.fixture.journal());
		this.fixture.append(Fixtures.message("log.audit"));
		this.seq = this.fixture.append(this.message);
		this.store.write((jdbc) -> {
			new AuditLog(this.store::isShared).append(jdbc, "audit/default", Map.of(this.seq, this.message));
			return 1;
		});
		this.fixture.append(Fixtures.message("plain.text"));
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void wordsAndValuesOfAnErasedBodyAreNotFound() {
		this.fixture.index();
		assertThat(OF_BODY).allSatisfy((text) -> assertThat(found(text)).as(text).contains(this.seq));
		erase();
		assertNothingOfTheBodyIsFound();
		this.fixture.index();
		assertNothingOfTheBodyIsFound();
		assertThat(found(this.message.headers().messageId().orElseThrow())).as("the id of ONS")
			.containsExactly(this.seq);
		assertThat(this.store.count("message_summary")).isEqualTo(3);
		assertThat(this.store.read(IndexTable::state).rebuildTo()).isZero();
	}

	@Test
	void messageThatIsErasedBeforeItIsIndexedIsIndexedWithoutItsBody() {
		this.fixture.journal().find(List.of(this.seq));
		erase();
		this.fixture.index();
		assertNothingOfTheBodyIsFound();
		assertThat(this.store.count("message_summary")).isEqualTo(3);
	}

	@Test
	void entryThatWasMadeOfTheBodyBeforeIsNotWritten() {
		for (boolean rebuilding : new boolean[] { false, true }) {
			if (rebuilding) {
				this.fixture.index();
				this.fixture.table().rebuild();
			}
			IndexTable table = this.fixture.table();
			IndexState before = this.store.read(IndexTable::state);
			IndexEntry late = new EntryMaker(this.fixture.presenter()).entry(this.seq, this.message);
			if (rebuilding) {
				this.store.write((jdbc) -> {
					table.erase(jdbc, this.seq);
					return 1;
				});
			}
			else {
				erase();
			}
			assertThat(table.write(List.of(late), before, new IndexState(IndexTable.FORMAT, 3, 3, 0)))
				.as("while the index is built anew: %s", rebuilding)
				.isFalse();
			this.fixture.index();
			assertNothingOfTheBodyIsFound();
		}
	}

	@Test
	void otherEntriesStayAndLaterMessagesAreIndexed() {
		this.fixture.index();
		erase();
		long later = this.fixture.append(Fixtures.message("alarm.v1.5.ok_to_firing"));
		this.fixture.index();
		assertThat(this.search.page(MessageQuery.ALL, null, 10).items()).extracting(MessageSummary::seq)
			.containsExactly(later, this.seq + 1, this.seq, this.seq - 1);
		assertThat(found("heron")).as("of other messages").containsExactly(later, this.seq - 1);
		assertThat(this.store.count("message_summary")).isEqualTo(4);
		assertThat(this.search.progress().isCurrent()).isTrue();
	}

	@Test
	void memoryOfTheJournalForgetsTheBody() {
		assertThat(body()).isEqualTo(this.message.body().text());
		erase();
		assertThat(body()).isEmpty();
	}

	private String body() {
		return Objects.requireNonNull(this.fixture.journal().find(List.of(this.seq)).get(this.seq)).body().text();
	}

	private void erase() {
		assertThat(this.erasure.erase(this.message.id(), "ada", "a court")).isTrue();
	}

	private void assertNothingOfTheBodyIsFound() {
		assertThat(OF_BODY).allSatisfy((text) -> assertThat(found(text)).as(text).doesNotContain(this.seq));
		if (this.dialect == Dialect.POSTGRESQL) {
			assertThat(this.store.count("message_summary WHERE seq = %d AND words @@ 'heron'".formatted(this.seq)))
				.isZero();
		}
		assertThat(this.store.count("message_summary WHERE seq = %d AND title LIKE '%%heron%%'".formatted(this.seq)))
			.isZero();
	}

	private List<Long> found(String text) {
		return this.search.page(MessageQuery.of(text), null, 10).items().stream().map(MessageSummary::seq).toList();
	}

}
