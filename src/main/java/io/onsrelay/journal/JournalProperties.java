package io.onsrelay.journal;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the journal remembers.
 *
 * @param duplicateWindow how long the key of a message is remembered, so that a second
 * sending is recognised
 * @param maxRetryDuration for how long ONS sends a message again that was not
 * acknowledged: the subscription's {@code maxRetryDuration}, two hours unless it was
 * changed
 */
@ConfigurationProperties(prefix = "relay.journal", ignoreUnknownFields = false)
@Validated
record JournalProperties(@DefaultValue("7d") @NotNull Duration duplicateWindow,
		@DefaultValue("2h") @NotNull Duration maxRetryDuration) {
}
