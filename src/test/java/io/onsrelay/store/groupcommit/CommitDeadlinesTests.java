package io.onsrelay.store.groupcommit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommitDeadlines}.
 */
class CommitDeadlinesTests {

	private static final Duration TIMEOUT = Duration.ofHours(1);

	private long now = Long.MAX_VALUE - 1;

	private final CommitDeadlines deadlines = new CommitDeadlines(TIMEOUT, () -> this.now);

	@AfterEach
	void close() {
		this.deadlines.close();
	}

	@Test
	void resultThatComesInTimeIsPassedOn() {
		CompletableFuture<String> result = new CompletableFuture<>();
		CompletableFuture<String> limited = this.deadlines.limit(result);
		result.complete("committed");
		this.now += TIMEOUT.toNanos() + 1;
		this.deadlines.expire();
		assertThat(limited).isCompletedWithValue("committed");
	}

	@Test
	void resultThatComesTooLateFailsForTheCallerOnly() {
		CompletableFuture<String> result = new CompletableFuture<>();
		CompletableFuture<String> limited = this.deadlines.limit(result);
		this.now += TIMEOUT.toNanos() - 1;
		this.deadlines.expire();
		assertThat(limited).isNotDone();
		this.now++;
		this.deadlines.expire();
		assertThat(limited).isCompletedExceptionally();
		assertThat(limited.exceptionNow()).isInstanceOf(StoreUnavailableException.class)
			.hasMessage("The store did not commit within PT1H");
		assertThat(result).as("it may still be committed").isNotDone();
	}

	@Test
	void failureIsPassedOn() {
		CompletableFuture<String> result = new CompletableFuture<>();
		CompletableFuture<String> limited = this.deadlines.limit(result);
		result.completeExceptionally(new IllegalStateException("no"));
		assertThat(limited).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("no");
	}

	@Test
	void eachHasItsOwnTime() {
		CompletableFuture<String> first = this.deadlines.limit(new CompletableFuture<>());
		this.now += TIMEOUT.toNanos() / 2;
		CompletableFuture<String> second = this.deadlines.limit(new CompletableFuture<>());
		this.now += TIMEOUT.toNanos() / 2;
		this.deadlines.expire();
		assertThat(first).isDone();
		assertThat(second).isNotDone();
	}

}
