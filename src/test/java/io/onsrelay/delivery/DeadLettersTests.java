package io.onsrelay.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.engine.LaneFixture;
import io.onsrelay.delivery.engine.ScriptedNotifier;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@ParameterizedClass
@EnumSource(Dialect.class)
class DeadLettersTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final ScriptedNotifier notifier = new ScriptedNotifier(1);

	private final List<Destination> told = new ArrayList<>();

	private LaneFixture lane;

	private DeadLetters letters;

	@BeforeEach
	void open() {
		this.lane = new LaneFixture(this.directory, this.dialect, this.clock, this.notifier);
		this.letters = knowing(Set.of(LaneFixture.OPS));
	}

	@AfterEach
	void close() {
		this.lane.close();
	}

	@Test
	void listTellsWhatWasGivenUpAndWhy() {
		die("e1", "a", Reason.CLIENT);
		assertThat(this.letters.list(DeadLetterFilter.ALL, 0, 10))
			.containsExactly(new DeadLetter(1, 1, LaneFixture.OPS, "all", Message.Records.ALL, "resource:a",
					this.clock.instant(), this.clock.instant(), 1, Reason.CLIENT, "no"));
		assertThat(this.letters.find(1)).isPresent();
		assertThat(this.letters.find(2)).isEmpty();
	}

	@Test
	void listNamesTheRecordsOfAPart() {
		Message batch = MessageFixtures.text("m1", "[1,2,3]", this.clock.instant());
		this.notifier.answers(Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.store.write(this.lane.enqueueing(batch, List.of(LaneFixture.notification(batch).part(1))));
		this.lane.runUntilIdle();
		assertThat(this.letters.list(DeadLetterFilter.ALL, 0, 10)).singleElement()
			.extracting(DeadLetter::records)
			.isEqualTo(new Message.Records("2"));
	}

	@Test
	void listFiltersAndPages() {
		die("e1", "a", Reason.CLIENT);
		Instant later = this.clock.instant().plusSeconds(60);
		this.clock.moveTo(later);
		die("e2", "b", Reason.AUTH);
		die("e3", "c", Reason.AUTH);
		assertThat(ids(new DeadLetterFilter(null, Reason.AUTH, null, null))).containsExactly(2L, 3L);
		assertThat(ids(new DeadLetterFilter(null, null, later, null))).containsExactly(2L, 3L);
		assertThat(ids(new DeadLetterFilter(null, null, null, later))).containsExactly(1L);
		assertThat(ids(new DeadLetterFilter(Destination.of("slack/other"), null, null, null))).isEmpty();
		assertThat(this.letters.list(DeadLetterFilter.ALL, 1, 1)).extracting(DeadLetter::id).containsExactly(2L);
	}

	@Test
	void attemptsTellTheWholeStory() {
		this.notifier.answers(Outcome.retry(Reason.SERVER, "HTTP 500"), Outcome.rejected(Reason.CLIENT, "no"));
		this.lane.enqueue("e1", "a");
		this.clock.moveTo(this.lane.run().orElseThrow());
		this.lane.run();
		assertThat(this.letters.attempts(1))
			.extracting(AttemptRecord::number, AttemptRecord::outcome, AttemptRecord::reason)
			.containsExactly(tuple(1, "retry", "server"), tuple(2, "dead", "client"));
		assertThat(this.letters.attempts(1).getLast().startedAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void replayDeliversUnderTheSameKeyAndCountsAttemptsOn() {
		die("e1", "a", Reason.CLIENT);
		assertThat(this.letters.replay(1)).isTrue();
		assertThat(this.told).containsExactly(LaneFixture.OPS);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).containsExactly("delivered");
		assertThat(this.notifier.notifications()).extracting(Notification::idempotencyKey)
			.hasSize(2)
			.containsOnly(this.notifier.notifications().getFirst().idempotencyKey());
		assertThat(this.letters.attempts(1)).extracting(AttemptRecord::number)
			.as("the one that delivered adds nothing")
			.containsExactly(1);
		assertThat(this.lane.attempts()).containsExactly(2L);
		assertThat(this.letters.replay(1)).as("it is no dead letter any more").isFalse();
	}

	@Test
	void replayOfAnOldLetterIsNotGivenUpAtOnce() {
		die("e1", "a", Reason.CLIENT);
		this.clock.move(Duration.ofDays(3));
		this.letters.replay(1);
		this.notifier.answers(Outcome.retry(Reason.SERVER, "HTTP 500"));
		this.lane.run();
		assertThat(this.lane.states()).containsExactly("pending");
	}

	@Test
	void replayOfAWholeSequenceKeepsItsOrder() {
		for (String event : List.of("e1", "e2", "e3")) {
			die(event, "a", Reason.CLIENT);
		}
		this.lane.enqueue("e4", "a");
		this.lane.runHolding();
		assertThat(this.letters.replay(DeadLetterFilter.ALL)).isEqualTo(3);
		assertThat(this.lane.runHolding()).isPresent();
		assertThat(this.lane.inFlight).as("one of a sequence at a time").hasSize(1);
		this.lane.runUntilIdle();
		assertThat(this.notifier.calls().subList(3, 7)).containsExactly(List.of("e4"), List.of("e1"), List.of("e2"),
				List.of("e3"));
	}

	@Test
	void replayTakesAllThatMatchHoweverMany() {
		this.notifier.answersAlways(Outcome.rejected(Reason.AUTH, "token_revoked"));
		this.lane.enqueueOfEach(230);
		this.lane.runUntilIdle();
		this.notifier.answersAlways(Outcome.delivered());
		assertThat(this.letters.replay(new DeadLetterFilter(LaneFixture.OPS, Reason.AUTH, null, null))).isEqualTo(230);
		this.lane.runUntilIdle();
		assertThat(this.lane.states()).hasSize(230).containsOnly("delivered");
	}

	@Test
	void replayWhenDestinationIsNotConfiguredAnyMoreLeavesItWhereItCanBeSeen() {
		die("e1", "a", Reason.CLIENT);
		this.letters = knowing(Set.of(Destination.of("slack/new")));
		assertThat(this.letters.replay(1)).isFalse();
		assertThat(this.letters.replay(DeadLetterFilter.ALL)).isZero();
		assertThat(ids(DeadLetterFilter.ALL)).containsExactly(1L);
	}

	private DeadLetters knowing(Set<Destination> destinations) {
		return new DeadLetters(this.lane.store, this.told::addAll, destinations, this.clock);
	}

	private void die(String event, String resource, Reason reason) {
		this.notifier.answers(Outcome.rejected(reason, "no"));
		this.lane.enqueue(event, resource);
		this.lane.runUntilIdle();
	}

	private List<Long> ids(DeadLetterFilter filter) {
		return this.letters.list(filter, 0, 10).stream().map(DeadLetter::id).toList();
	}

}
