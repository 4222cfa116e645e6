package io.onsrelay.delivery;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.notifier.Rate;

/**
 * How destinations are served.
 *
 * @param concurrency how many deliveries to one destination may be under way at a time,
 * each from its call until its result is on disk: as many may arrive twice after a kill
 * @param initialBackoff the longest wait after a first failed attempt; it doubles with
 * each further one
 * @param maxBackoff the longest wait between two attempts, unless the destination asks
 * for more
 * @param giveUpAfter how long after its receipt a message that can't be delivered becomes
 * a dead letter
 * @param lease how long a claimed delivery is left to the lane that claimed it; longer
 * than any call takes
 * @param shutdownGrace how long calls that are under way may go on when the service stops
 * @param circuit when a destination is left alone since it is down
 * @param destinations what is different for some destinations, by kind and name
 */
@ConfigurationProperties(prefix = "relay.delivery", ignoreUnknownFields = false)
@Validated
record DeliveryProperties(@DefaultValue("8") @Min(1) @Max(64) int concurrency,
		@DefaultValue("1s") @NotNull Duration initialBackoff, @DefaultValue("5m") @NotNull Duration maxBackoff,
		@DefaultValue("24h") @NotNull Duration giveUpAfter, @DefaultValue("2m") @NotNull Duration lease,
		@DefaultValue("20s") @NotNull Duration shutdownGrace, @DefaultValue @Valid CircuitSettings circuit,
		@DefaultValue Map<String, Map<String, @Valid DestinationProperties>> destinations) {

	/**
	 * What is different for one destination; what is not set is as for all.
	 *
	 * @param concurrency how many deliveries may be under way at a time
	 * @param rate how often it may be called, such as 1/s, 120/m or unlimited; the rate
	 * that its vendor allows unless it is set
	 * @param initialBackoff the longest wait after a first failed attempt
	 * @param maxBackoff the longest wait between two attempts
	 * @param giveUpAfter after what time a message becomes a dead letter
	 */
	record DestinationProperties(@Nullable @Min(1) @Max(64) Integer concurrency, @Nullable Rate rate,
			@Nullable Duration initialBackoff, @Nullable Duration maxBackoff, @Nullable Duration giveUpAfter) {

		static final DestinationProperties NONE = new DestinationProperties(null, null, null, null, null);

	}

}
