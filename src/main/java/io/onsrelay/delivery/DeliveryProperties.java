package io.onsrelay.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How destinations are served.
 *
 * @param concurrency how many calls to one destination may be under way at a time
 * @param initialBackoff the longest wait after a first failed attempt; it doubles with
 * each further one
 * @param maxBackoff the longest wait between two attempts, unless the destination asks
 * for more
 * @param giveUpAfter how long after its receipt a message that can't be delivered becomes
 * a dead letter
 * @param lease how long a claimed delivery is left to the lane that claimed it; longer
 * than any call takes
 * @param shutdownGrace how long calls that are under way may go on when the service stops
 */
@ConfigurationProperties(prefix = "relay.delivery", ignoreUnknownFields = false)
@Validated
record DeliveryProperties(@DefaultValue("4") @Min(1) @Max(64) int concurrency,
		@DefaultValue("1s") @NotNull Duration initialBackoff, @DefaultValue("5m") @NotNull Duration maxBackoff,
		@DefaultValue("24h") @NotNull Duration giveUpAfter, @DefaultValue("2m") @NotNull Duration lease,
		@DefaultValue("20s") @NotNull Duration shutdownGrace) {
}
