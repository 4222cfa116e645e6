package io.onsrelay.provisioning;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.retrier.RetryCondition;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.waiter.DelayStrategy;
import com.oracle.bmc.waiter.WaiterConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's default retries, with back-off and jitter, of which the user is told: several
 * of them take minutes. It is for one thread.
 */
final class RetriesInWords {

	private final RetryConfiguration configuration;

	private final RetryCondition condition;

	private final DelayStrategy delays;

	private final Consumer<String> waits;

	private @Nullable BmcException last;

	/**
	 * Creates the retries.
	 * @param waits is told what failed, and when it is repeated
	 * @param pacing changes the SDK's delays
	 */
	RetriesInWords(Consumer<String> waits, UnaryOperator<DelayStrategy> pacing) {
		RetryConfiguration defaults = RetryConfiguration.SDK_DEFAULT_RETRY_CONFIGURATION;
		this.condition = defaults.getRetryCondition();
		this.delays = pacing.apply(defaults.getDelayStrategy());
		this.waits = waits;
		this.configuration = RetryConfiguration.builder()
			.retryCondition(this::shouldBeRetried)
			.delayStrategy(this::nextDelay)
			.terminationStrategy(defaults.getTerminationStrategy())
			.retryOptions(defaults.getRetryOptions())
			.build();
	}

	RetryConfiguration configuration() {
		return this.configuration;
	}

	private boolean shouldBeRetried(BmcException ex) {
		this.last = ex;
		return this.condition.shouldBeRetried(ex);
	}

	private long nextDelay(WaiterConfiguration.WaitContext context) {
		long millis = this.delays.nextDelay(context);
		this.waits.accept("  OCI %s. Trying again in %d s".formatted(reason(),
				Math.ceilDiv(millis, Duration.ofSeconds(1).toMillis())));
		return millis;
	}

	private String reason() {
		BmcException ex = this.last;
		if (ex == null || ex.isClientSide()) {
			return "does not answer";
		}
		return "answers %d %s".formatted(ex.getStatusCode(), (ex.getServiceCode() != null) ? ex.getServiceCode() : "")
			.strip();
	}

}
