package io.onsrelay.canary;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.oci.OciProperties;

/**
 * The message that the service publishes and expects back.
 *
 * @param topic the OCID of the topic that it is published to; none is published if no
 * topic is configured
 * @param interval how often one is published, by all replicas together
 * @param brokenAfter how long none may come back before that is told
 */
@Validated
@ConfigurationProperties(prefix = "relay.canary", ignoreUnknownFields = false)
record CanaryProperties(
		@Nullable @Pattern(regexp = "ocid1\\.onstopic\\..+", flags = Pattern.Flag.CASE_INSENSITIVE,
				message = "is no OCID of a topic, which begins with ocid1.onstopic") String topic,
		@DefaultValue("5m") @NotNull @DurationMin(minutes = 1) Duration interval,
		@DefaultValue("15m") @NotNull Duration brokenAfter) {

	/**
	 * Rejects what can't work.
	 * @param credentials the credentials of Oracle's API
	 * @throws InvalidConfigurationException if there are none, or one lost message would
	 * count as a broken loop
	 */
	void check(OciProperties credentials) {
		if (this.topic != null && credentials.auth() == OciProperties.Auth.NONE) {
			throw new InvalidConfigurationException("relay.canary.topic",
					"the canary is published with credentials of Oracle's API, and relay.oci.auth is none.",
					"Set relay.oci.auth, or remove relay.canary.topic.");
		}
		if (this.brokenAfter.compareTo(this.interval.multipliedBy(2)) < 0) {
			throw new InvalidConfigurationException("relay.canary.broken-after",
					"it is less than twice relay.canary.interval, so one late message would count as a broken loop.",
					"Make it at least twice as long as relay.canary.interval; three times is usual.");
		}
	}

}
