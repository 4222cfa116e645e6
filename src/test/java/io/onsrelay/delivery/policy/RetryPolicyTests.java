package io.onsrelay.delivery.policy;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;

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
		assertThat(this.policy.judge(Outcome.delivered(), 1, Duration.ZERO)).isInstanceOf(Disposition.Delivered.class);
	}

	@Test
	void judgeWhenRejectedIsDeadAtOnce() {
		assertThat(this.policy.judge(Outcome.rejected(Reason.AUTH, "invalid_token"), 1, Duration.ZERO))
			.isEqualTo(new Disposition.Dead(Reason.AUTH, "invalid_token"));
	}

	@Test
	void judgeWhenYoungTriesAgainHoweverManyAttemptsThereWere() {
		Disposition disposition = this.policy.judge(Outcome.retry(Reason.SERVER, "500"), 100_000, Duration.ofHours(23));
		assertThat(disposition).isInstanceOfSatisfying(Disposition.Retry.class, (retry) -> {
			assertThat(retry.delay()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(5));
			assertThat(retry.reason()).isEqualTo(Reason.SERVER);
			assertThat(retry.detail()).isEqualTo("500");
		});
	}

	@Test
	void judgeWhenTheNextAttemptWouldBeTooLateIsDead() {
		assertThat(this.policy.judge(Outcome.retry(Reason.TIMEOUT, "slow"), 5, GIVE_UP_AFTER))
			.isEqualTo(new Disposition.Dead(Reason.TIMEOUT, "slow"));
	}

	@Test
	void judgeWhenDestinationNamesATimeWaitsNoLongerHoweverOftenItDid() {
		Disposition disposition = this.policy
			.judge(new Outcome.Retry(Reason.RATE_LIMITED, "429", Duration.ofSeconds(1)), 40, Duration.ZERO);
		assertThat(disposition)
			.isEqualTo(new Disposition.Retry(Duration.ofSeconds(1), true, Reason.RATE_LIMITED, "429"));
	}

	@Test
	void judgeWhenDestinationNamesATimeWaits() {
		Disposition disposition = this.policy
			.judge(new Outcome.Retry(Reason.RATE_LIMITED, "429", Duration.ofMinutes(10)), 1, Duration.ZERO);
		assertThat(disposition)
			.isEqualTo(new Disposition.Retry(Duration.ofMinutes(10), true, Reason.RATE_LIMITED, "429"));
	}

}
