package io.onsrelay.store.groupcommit;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the database is written. The defaults suit the traffic of ONS.
 *
 * @param queueCapacity how many units of work may wait for the writer; beyond it,
 * requests of senders are answered 503, while the lanes go on
 * @param groupLimit how many units of work one commit holds at most
 * @param writeTimeout how long a sender waits for its commit; below the 5 seconds after
 * which ONS gives up
 */
@ConfigurationProperties(prefix = "relay.store", ignoreUnknownFields = false)
@Validated
record StoreProperties(@DefaultValue("1000") @Min(1) @Max(100_000) int queueCapacity,
		@DefaultValue("200") @Min(1) @Max(10_000) int groupLimit,
		@DefaultValue("4s") @NotNull @DurationMin(millis = 1) Duration writeTimeout) {
}
