package io.onsrelay.notifier.alertmanager;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One Alertmanager.
 *
 * @param url its address; alerts are posted to {@code /api/v2/alerts} below it
 * @param labels labels of every alert, beside those from the message
 * @param repeatEvery how often an alert is repeated while it fires; it expires at
 * Alertmanager after five times as long
 * @param expiresAfter how long an alert is repeated without another message about it
 * @param username the user name for HTTP Basic
 * @param password the password for HTTP Basic
 * @param token a bearer token
 * @param timeout how long a call may take in total
 */
record AlertmanagerSettings(@NotNull @HttpUrl @Pattern(regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?",
		message = "must be an http or https URL without a query; credentials have properties of their own") String url,
		@DefaultValue Map<@Pattern(regexp = "[a-zA-Z_][a-zA-Z0-9_]*",
				message = "must have names of letters, digits and underscores") String, String> labels,
		@DefaultValue("1m") @DurationMin(seconds = 10) Duration repeatEvery,
		@DefaultValue("7d") @DurationMin(minutes = 1) Duration expiresAfter,
		@Pattern(regexp = "[^:\\p{Cntrl}]+", message = "must be a user name without a colon") @Nullable String username,
		@Nullable Secret password,
		@SecretFormat(regexp = "[A-Za-z0-9._~+/-]+=*",
				message = "must be a bearer token: letters, digits and . _ ~ + / - =") @Nullable Secret token,
		@DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {

	/**
	 * How many repetitions may fail before an alert expires, and one.
	 */
	private static final int REPETITIONS = 5;

	/**
	 * Return how long Alertmanager keeps an alert that is not repeated.
	 */
	Duration hold() {
		return this.repeatEvery.multipliedBy(REPETITIONS);
	}

	@AssertTrue(
			message = "labels must have other names than those of the alert itself: alertname, kind, severity, region, "
					+ "compartment, resource, alarm and incident")
	boolean isWithoutLabelsOfAlerts() {
		return Collections.disjoint(this.labels.keySet(), AlertRenderer.LABELS);
	}

	@AssertTrue(message = "an Alertmanager with HTTP Basic has both a username and a password")
	boolean isBasicComplete() {
		return (this.username == null) == (this.password == null);
	}

	@AssertTrue(message = "an Alertmanager has one kind of credentials at most: username and password, or token")
	boolean isOneKindOfCredentials() {
		return Stream.of(this.username, this.token).filter((one) -> one != null).count() <= 1;
	}

}
