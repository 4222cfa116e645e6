package io.onsrelay.ingest;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyBudget}.
 */
class BodyBudgetTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private final BodyBudget budget = new BodyBudget(100);

	@Test
	void tryAddWhenBelowTheLimitReserves() {
		assertThat(this.budget.open().tryAdd(60)).isTrue();
		assertThat(this.budget.open().tryAdd(40)).isTrue();
	}

	@Test
	void tryAddWhenBeyondTheLimitReservesNothing() {
		assertThat(this.budget.open().tryAdd(60)).isTrue();
		assertThat(this.budget.open().tryAdd(41)).isFalse();
		assertThat(this.budget.open().tryAdd(40)).as("the refused one took nothing").isTrue();
	}

	@Test
	void tryAddWhenAloneReservesMoreThanTheLimit() {
		BodyBudget.Reservation alone = this.budget.open();
		assertThat(alone.tryAdd(1000)).isTrue();
		assertThat(alone.tryAdd(1000)).as("it grows, and is still alone").isTrue();
		assertThat(this.budget.open().tryAdd(1)).isFalse();
	}

	@Test
	void tryAddWhenEmptyAlwaysReserves() {
		assertThat(this.budget.open().tryAdd(100)).isTrue();
		assertThat(this.budget.open().tryAdd(0)).isTrue();
	}

	@Test
	void tryAddWhenItGrowsBesideOthersKeepsToTheLimit() {
		BodyBudget.Reservation first = this.budget.open();
		assertThat(first.tryAdd(50)).isTrue();
		BodyBudget.Reservation second = this.budget.open();
		assertThat(second.tryAdd(40)).isTrue();
		assertThat(second.tryAdd(20)).isFalse();
		first.close();
		assertThat(second.tryAdd(20)).isTrue();
	}

	@Test
	void closeFreesOnce() {
		BodyBudget.Reservation first = this.budget.open();
		assertThat(first.tryAdd(100)).isTrue();
		first.close();
		first.close();
		assertThat(this.budget.open().tryAdd(100)).isTrue();
		assertThat(this.budget.open().tryAdd(1)).isFalse();
	}

	@Test
	void structureCountsElementsOfJson() {
		assertThat(BodyBudget.structure("text".getBytes(StandardCharsets.US_ASCII))).isZero();
		assertThat(BodyBudget.structure("[{\"a\":1},{}]".getBytes(StandardCharsets.US_ASCII))).isEqualTo(40);
	}

	@Test
	void limitFollowsTheHeap() {
		assertThat(BodyBudget.limitOf(128L * MEBIBYTE)).isBetween(5_000_000L, 6_000_000L);
		assertThat(BodyBudget.limitOf(256L * MEBIBYTE)).isBetween(10_000_000L, 12_000_000L);
	}

}
