package io.onsrelay.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentMessages}.
 */
class RecentMessagesTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

	private final RecentMessages messages = new RecentMessages(this.now::get);

	@Test
	void findReturnsWhatWasAdded() {
		this.messages.add(Map.of(1L, text("a"), 2L, text("b")));
		assertThat(this.messages.find(List.of(2L, 3L, 1L))).isEqualTo(Map.of(1L, text("a"), 2L, text("b")));
	}

	@Test
	void addWhenFullDropsWhatWasAddedFirst() {
		String eighth = "x".repeat((int) RecentMessages.MAX_BYTES / 8 / 8);
		for (long seq = 1; seq <= 8; seq++) {
			this.messages.add(Map.of(seq, text(eighth)));
		}
		this.messages.add(Map.of(1L, text(eighth)));
		assertThat(kept(8)).as("added anew, it is not counted twice").containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
		this.messages.add(Map.of(9L, text(eighth)));
		assertThat(kept(9)).containsOnlyKeys(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
	}

	@Test
	void addWhenOneIsTooLargeKeepsWhatComesAfterIt() {
		this.messages.add(Map.of(1L, text("x".repeat((int) RecentMessages.MAX_BYTES))));
		assertThat(kept(1)).isEmpty();
		this.messages.add(Map.of(2L, text("b")));
		assertThat(kept(2)).containsOnlyKeys(2L);
	}

	@Test
	void findWhenTimeIsOverReturnsNothing() {
		this.messages.add(Map.of(1L, text("a")));
		this.now.addAndGet(RecentMessages.TIME.dividedBy(2).toNanos());
		this.messages.add(Map.of(2L, text("b")));
		this.now.addAndGet(RecentMessages.TIME.dividedBy(2).toNanos());
		assertThat(kept(2)).containsOnlyKeys(2L);
	}

	@Test
	void forgetForgetsOne() {
		this.messages.add(Map.of(1L, text("a"), 2L, text("b")));
		this.messages.forget(1);
		this.messages.forget(3);
		assertThat(kept(3)).containsOnlyKeys(2L);
	}

	private Map<Long, Message> kept(long last) {
		return this.messages.find(LongStream.rangeClosed(1, last).boxed().toList());
	}

	private static Message text(String text) {
		return MessageFixtures.text("m", text, NOON);
	}

}
