package io.onsrelay.notifier.teams;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.digest.Digest;
import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.notifier.Batching;
import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One channel or chat, and the workflow that posts to it.
 *
 * @param webhookUrl the URL of a workflow that starts "when a Teams webhook request is
 * received"; its path and query are secrets. Without TLS only to this machine
 * @param digestFrom how many messages must wait for the channel before one card sums them
 * up; 0 for never
 * @param timeout how long a call may take in total
 */
record TeamsSettings(
		@NotNull @HttpUrl @SecretFormat(
				regexp = "https://[^\\s/?#@]+([/?]\\S*)?"
						+ "|http://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?([/?]\\S*)?",
				message = "must be the https URL of a workflow's webhook") Secret webhookUrl,
		@DefaultValue("10") @Min(0) int digestFrom, @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {

	Batching batching() {
		return Digest.batching(this.digestFrom);
	}

}
