package io.onsrelay.delivery.policy;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.timing.Backoff;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

	private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

	private final RetryPolicy policy = new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
			GIVE_UP_AFTER, new Random(42));

	@Test
	void judgeWhenDeliveredIsDone() {
		assertThat(judge(Outcome.delivered(), 1, Duration.ZERO)).isInstanceOf(Disposition.Delivered.class);
	}

	@Test
	void judgeWhenSkippedIsDone() {
		assertThat(judge(Outcome.skipped(Reason.LATE, "resolved before"), 1, Duration.ZERO))
			.isEqualTo(new Disposition.Skipped(Reason.LATE, "resolved before"));
	}

	@Test
	void judgeWhenRejectedIsDeadAtOnce() {
		assertThat(judge(Outcome.rejected(Reason.AUTH, "invalid_token"), 1, Duration.ZERO))
			.isEqualTo(new Disposition.Dead(Reason.AUTH, "invalid_token"));
	}

	@Test
	void judgeWhenYoungTriesAgainHoweverManyAttemptsThereWere() {
		Disposition disposition = judge(Outcome.retry(Reason.SERVER, "500"), 100_000, Duration.ofHours(23));
		assertThat(disposition).isInstanceOfSatisfying(Disposition.Retry.class, (retry) -> {
			assertThat(retry.delay()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(5));
			assertThat(retry.reason()).isEqualTo(Reason.SERVER);
			assertThat(retry.detail()).isEqualTo("500");
		});
	}

	@Test
	void judgeWhenTheNextAttemptWouldBeTooLateIsDead() {
		assertThat(judge(Outcome.retry(Reason.TIMEOUT, "slow"), 5, GIVE_UP_AFTER))
			.isEqualTo(new Disposition.Dead(Reason.TIMEOUT, "slow"));
	}

	@Test
	void judgeWhenDestinationNamesATimeWaitsNoLongerHoweverOftenItDid() {
		Disposition disposition = judge(new Outcome.Retry(Reason.RATE_LIMITED, "429", Duration.ofSeconds(1)), 40,
				Duration.ZERO);
		assertThat(disposition)
			.isEqualTo(new Disposition.Retry(Duration.ofSeconds(1), true, Reason.RATE_LIMITED, "429"));
	}

	@Test
	void judgeWhenDestinationNamesATimeWaits() {
		Disposition disposition = judge(new Outcome.Retry(Reason.RATE_LIMITED, "429", Duration.ofMinutes(10)), 1,
				Duration.ZERO);
		assertThat(disposition)
			.isEqualTo(new Disposition.Retry(Duration.ofMinutes(10), true, Reason.RATE_LIMITED, "429"));
	}

	@Test
	void judgeWhenDestinationNamesATimeBeyondTheEndTriesAtTheEnd() {
		Outcome.OfOne outcome = new Outcome.Retry(Reason.RATE_LIMITED, "429", Duration.ofHours(24));
		assertThat(judge(outcome, 1, Duration.ofSeconds(5)))
			.isEqualTo(new Disposition.Retry(GIVE_UP_AFTER.minusSeconds(5), true, Reason.RATE_LIMITED, "429"));
		assertThat(judge(outcome, 2, GIVE_UP_AFTER)).isEqualTo(new Disposition.Dead(Reason.RATE_LIMITED, "429"));
	}

	@Test
	void judgeWhenBackoffEndsBeyondTheEndTriesAtTheEnd() {
		Duration left = Duration.ofMillis(1);
		assertThat(judge(Outcome.retry(Reason.SERVER, "500"), 100, GIVE_UP_AFTER.minus(left)))
			.isEqualTo(new Disposition.Retry(left, false, Reason.SERVER, "500"));
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, false", "2, true", "5, true" })
	void judgeWhenAnswersSayNothingIsDeadAfterThree(int before, boolean dead) {
		Disposition disposition = this.policy.judge(Outcome.retry(Reason.UNRECOGNIZED, "HTTP 200"), 100, Duration.ZERO,
				() -> before);
		if (dead) {
			assertThat(disposition)
				.isEqualTo(new Disposition.Dead(Reason.UNRECOGNIZED, "HTTP 200; given up after 3 tries"));
		}
		else {
			assertThat(disposition).isInstanceOf(Disposition.Retry.class);
		}
	}

	private Disposition judge(Outcome.OfOne outcome, int attempts, Duration age) {
		return this.policy.judge(outcome, attempts, age, () -> {
			throw new AssertionError("not asked for");
		});
	}

}
