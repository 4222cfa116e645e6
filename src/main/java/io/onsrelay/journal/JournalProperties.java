package io.onsrelay.journal;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the journal keeps what.
 *
 * @param duplicateWindow how long the key of a message is remembered, so that a
 * redelivery is recognised
 * @param maxRetryDuration for how long ONS sends a message again that was not
 * acknowledged: the subscription's {@code maxRetryDuration}, two hours unless it was
 * changed
 * @param retention how long messages are kept after their receipt, with their deliveries;
 * a message with a pending delivery is kept until that has ended
 */
@ConfigurationProperties(prefix = "relay.journal", ignoreUnknownFields = false)
@Validated
public record JournalProperties(@DefaultValue("7d") @NotNull Duration duplicateWindow,
		@DefaultValue("2h") @NotNull Duration maxRetryDuration,
		@DefaultValue("30d") @NotNull @DurationMin(hours = 1) Duration retention) {
}
