package io.onsrelay.notifier.pagerduty;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One PagerDuty service.
 *
 * @param routingKey the integration key of an Events API v2 integration
 * @param endpoint the base URL of the API; https://events.eu.pagerduty.com for accounts
 * in the EU
 * @param timeout how long a call may take in total
 */
record PagerDutySettings(
		@NotNull @SecretFormat(regexp = "[A-Za-z0-9]{32}",
				message = "must be the 32 letters and digits of an Events API v2 integration key") Secret routingKey,
		@DefaultValue("https://events.pagerduty.com") @HttpUrl @Pattern(regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?",
				message = "must be an http or https URL without a query") String endpoint,
		@DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {
}
