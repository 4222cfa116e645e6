package io.onsrelay.audit.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Pages of the log, with a window of ten records.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class AuditSearchTests {

	private static final int WINDOW = 10;

	private static final AuditFilter CHANGES = new AuditFilter(null, null, "OPERATOR_CHANGE", null, null, null, null);

	private static final SigningKey KEY = SigningKey.generate();

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private SignedLog log;

	private AuditSearch search;

	@BeforeEach
	void open() {
		this.log = new SignedLog(this.directory, this.dialect, KEY);
		this.search = new AuditSearch(this.log.store()::read, WINDOW);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void pagesHaveEachRecordOnceWhateverTheirSize() {
		// Records of one time, and of different times
		this.log.accept(7);
		this.log.grow(5);
		this.log.accept(4);
		this.log.checkpoint();
		for (int size : new int[] { 1, 2, 3, 7, 16, 17, 18, 200 }) {
			List<AuditItem> items = all(AuditFilter.ALL, size);
			assertThat(items).as("pages of %d", size).hasSize(17).doesNotHaveDuplicates();
			assertThat(items).isSortedAccordingTo(
					Comparator.comparing(AuditItem::receivedAt).thenComparingLong(AuditItem::seq).reversed());
			assertThat(items).extracting(AuditItem::index).doesNotContainNull();
		}
	}

	@Test
	void recordsThatArriveMeanwhileShiftNothing() {
		this.log.grow(9);
		AuditPage first = this.search.page(AuditFilter.ALL, null, 4);
		this.log.grow(3);
		AuditPage second = this.search.page(AuditFilter.ALL, first.next(), 200);
		assertThat(second.items()).hasSize(6).doesNotContainAnyElementsOf(first.items());
		assertThat(second.next()).isNull();
	}

	@Test
	void pageOfFewMatchesStopsAndGoesOn() {
		this.log.change();
		this.log.clock().move(Duration.ofSeconds(1));
		this.log.grow(250);
		AuditPage first = this.search.page(CHANGES, null, 5);
		assertThat(first.items()).as("the newest one, and a hundred records without any").hasSize(1);
		assertThat(first.next()).isNotNull();
		assertThat(all(CHANGES, 5)).extracting(AuditItem::type)
			.containsExactly("destination.paused", "destination.paused");
		List<Integer> sizes = new ArrayList<>();
		String cursor = null;
		do {
			AuditPage page = this.search.page(CHANGES, cursor, 5);
			sizes.add(page.items().size());
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(sizes).as("252 records, a hundred a page").containsExactly(1, 0, 1);
	}

	@Test
	void timeIsFromAndBefore() {
		this.log.grow(5);
		Instant third = all(AuditFilter.received(null, null), 200).get(3).receivedAt();
		assertThat(all(AuditFilter.received(third, null), 2)).hasSize(4);
		assertThat(all(AuditFilter.received(null, third), 2)).hasSize(2);
		assertThat(all(AuditFilter.received(third.plusNanos(1), third.plusMillis(1)), 2)).isEmpty();
		assertThat(all(new AuditFilter(null, null, "OPERATOR_CHANGE", null, null, third, null), 2)).hasSize(1);
		assertThat(all(new AuditFilter(null, null, "OPERATOR_CHANGE", null, null, null, third), 2)).isEmpty();
	}

	@Test
	void filtersCompareWholeValues() {
		this.log.grow(3);
		String message = this.log.messageOf(1);
		assertThat(all(new AuditFilter(" " + message + " ", null, null, null, null, null, null), 5)).singleElement()
			.extracting(AuditItem::index)
			.isEqualTo(1L);
		assertThat(all(new AuditFilter(null, "slack/ops", null, null, null, null, null), 5)).hasSize(1);
		assertThat(all(new AuditFilter(null, "slack/op", null, null, null, null, null), 5)).isEmpty();
		assertThat(all(new AuditFilter(null, null, "operator_change", "destination.paused", null, null, null), 5))
			.hasSize(1);
		assertThat(all(new AuditFilter(null, null, "", " ", null, null, null), 5)).hasSize(4);
		assertThat(all(new AuditFilter(null, "%' OR 1=1 --", null, null, null, null, null), 5)).isEmpty();
	}

	@Test
	void whatIsNotSealedYetHasNoIndex() {
		this.log.accept(1);
		assertThat(all(AuditFilter.ALL, 5)).singleElement()
			.extracting(AuditItem::index)
			.isEqualTo((this.dialect == Dialect.SQLITE) ? 0L : null);
	}

	@Test
	void cursorsThatAreNoneAreRejected() {
		this.log.grow(2);
		for (String cursor : List.of("", "x", "1", "1.", ".1", "1.2.3", "1.2 ", "9999999999999999999.1", "1;DROP")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.search.page(AuditFilter.ALL, cursor, 5))
				.withMessage("after is not what next of the page before was.");
		}
		assertThat(this.search.page(AuditFilter.ALL, "-1.0", 5)).isEqualTo(new AuditPage(List.of(), null));
		IntStream.of(0, -1, AuditSearch.MAX_PAGE_SIZE + 1)
			.forEach((limit) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> this.search.page(AuditFilter.ALL, null, limit)));
	}

	@Test
	void detailHasTheExactBodyOrSaysThatItIsErased() {
		this.log.grow(2);
		List<AuditItem> items = all(AuditFilter.ALL, 5);
		AuditItem message = items.getLast();
		AuditDetail detail = this.search.find(message.seq()).orElseThrow();
		assertThat(detail.item()).isEqualTo(message);
		assertThat(detail.isErased()).isFalse();
		assertThat(detail.body()).isNotNull().extracting((body) -> body.sha256()).isEqualTo(message.bodySha256());
		this.log.erase(message.messageId());
		assertThat(this.search.find(message.seq())).get().extracting(AuditDetail::isErased).isEqualTo(true);
		assertThat(this.search.find(4711)).isEmpty();
	}

	private List<AuditItem> all(AuditFilter filter, int size) {
		List<AuditItem> items = new ArrayList<>();
		HashSet<String> cursors = new HashSet<>();
		@Nullable String cursor = null;
		do {
			AuditPage page = this.search.page(filter, cursor, size);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
			items.addAll(page.items());
			cursor = page.next();
			assertThat(cursor == null || cursors.add(cursor)).as("each cursor leads on").isTrue();
		}
		while (cursor != null);
		return items;
	}

}
