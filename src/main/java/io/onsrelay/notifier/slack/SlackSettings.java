package io.onsrelay.notifier.slack;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One channel. A bot token and the channel's id will stand here beside the webhook.
 *
 * @param webhookUrl the URL of an incoming webhook, whose path is a secret
 * @param timeout how long a call may take in all
 */
record SlackSettings(
		@NotNull @SecretFormat(regexp = "https?://[^\\s/?#@]+([/?]\\S*)?",
				message = "must be the http or https URL of an incoming webhook") Secret webhookUrl,
		@DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {
}
