package io.onsrelay.notifier.slack;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.digest.Digest;
import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.notifier.Batching;
import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One channel, and how to post to it: through an incoming webhook, or as a bot that is a
 * member of the channel.
 *
 * @param webhookUrl the URL of an incoming webhook, whose path is a secret
 * @param token the token of a bot with the scope chat:write
 * @param channel the ID of the channel that the bot posts to
 * @param endpoint the base URL of the Web API, for rehearsals
 * @param threadMaxAge how long a thread gets replies before another one is begun; at most
 * 30 days
 * @param digestFrom how many messages must wait for the channel before one post sums them
 * up; 0 for never
 * @param compatible whether the webhook is that of another chat that takes Slack's
 * messages, such as Mattermost or Rocket.Chat
 * @param timeout how long a call may take in total
 */
record SlackSettings(
		@HttpUrl @SecretFormat(regexp = "https?://[^\\s/?#@]+([/?]\\S*)?",
				message = "must be the http or https URL of an incoming webhook") @Nullable Secret webhookUrl,
		@SecretFormat(regexp = "xoxb-[A-Za-z0-9-]+",
				message = "must be the token of a bot, which begins with xoxb-") @Nullable Secret token,
		@Pattern(regexp = "[CGD][A-Z0-9]{2,}",
				message = "must be the ID of a channel, such as C0123456789, not its name") @Nullable String channel,
		@DefaultValue("https://slack.com/api") @HttpUrl @Pattern(regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?",
				message = "must be an http or https URL without a query") String endpoint,
		@DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration threadMaxAge,
		@DefaultValue("10") @Min(0) int digestFrom, @DefaultValue("false") boolean compatible,
		@DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {

	Batching batching() {
		return Digest.batching(this.digestFrom);
	}

	@AssertTrue(message = "compatible is for a webhook-url: only Slack has bots with a token")
	boolean isCompatibleWebhook() {
		return !this.compatible || this.token == null;
	}

	@AssertTrue(message = "a channel of Slack has either a webhook-url, or a token and a channel")
	boolean isOneWayIn() {
		boolean bot = this.token != null && this.channel != null;
		boolean nothingOfBot = this.token == null && this.channel == null;
		return (this.webhookUrl != null) ? nothingOfBot : bot;
	}

}
