package io.onsrelay.silence;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of silences.
 *
 * @param maxDuration how long a silence may be
 */
@Validated
@ConfigurationProperties(prefix = "relay.silence", ignoreUnknownFields = false)
record SilenceProperties(@DefaultValue("7d") @NotNull @DurationMin(minutes = 1) Duration maxDuration) {

	/**
	 * Where nothing is configured.
	 */
	static final SilenceProperties DEFAULT = new SilenceProperties(Duration.ofDays(7));

}
