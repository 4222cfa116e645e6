package io.onsrelay.replay;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of replays.
 *
 * @param maxDeliveries how many dead letters one replay has at most
 */
@Validated
@ConfigurationProperties(prefix = "relay.replay", ignoreUnknownFields = false)
record ReplayProperties(@DefaultValue("10000") @Min(1) @Max(100_000) int maxDeliveries) {
}
