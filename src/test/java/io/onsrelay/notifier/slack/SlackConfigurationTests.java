package io.onsrelay.notifier.slack;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.slack.payload.SlackMentions;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackConfiguration} and {@link SlackSettings}.
 */
class SlackConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	void contextHasFactoryOfKindSlack() {
		new ApplicationContextRunner().withUserConfiguration(SlackConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Store.class, () -> TestStore.in(this.directory))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> assertThat(context.getBean(NotifierFactory.class).kind()).isEqualTo("slack"));
	}

	@Test
	void factoryPreviewsBlocksWithoutDestination() {
		NotifierFactory<?> factory = new SlackNotifierFactory(HttpClients.factory(), Presenters.standard(),
				TestStore.in(this.directory), TestClock.standing());
		Notification notification = new Notification(Fixtures.message("computeapi.terminateinstance.end"),
				Destination.of("slack/none"), "lifecycle", PresentationOverrides.NONE);
		assertThat(factory.vendorPreview(notification).orElseThrow()).startsWith("{\n  \"blocks\" : [ {")
			.contains("route lifecycle")
			.doesNotContain("https://", "attachments");
		assertThat(factory.mentionSyntax()).contains(SlackMentions.SYNTAX);
	}

	@Test
	void bindWhenOnlyWebhookIsGivenHasDefaults() {
		SlackSettings settings = bind(Map.of("webhook-url", "https://hooks.slack.example/services/x"));
		assertThat(settings).isEqualTo(settings("https://hooks.slack.example/services/x", null, null));
		assertThat(settings.toString()).doesNotContain("services");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://hooks.slack.com/services/T/B/x", "http://127.0.0.1:9001/slack", "http://standin" })
	void validateWhenWebhookIsUrlIsValid(String url) {
		assertThat(violations(url)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hooks.slack.com/services/x", "ftp://x/y", "https://", "https:///x",
			"https://user:password@host/x", "https://host/a b", "<https://host/x>" })
	void validateWhenWebhookIsNoUrlSaysWhatItMustBe(String url) {
		assertThat(violations(url)).isEqualTo("webhookUrl must be the http or https URL of an incoming webhook");
	}

	@Test
	void bindWhenTokenAndChannelAreGivenHasDefaults() {
		SlackSettings settings = bind(Map.of("token", "xoxb-1-invented", "channel", "C0HERON"));
		assertThat(settings).isEqualTo(settings(null, "xoxb-1-invented", "C0HERON"));
		assertThat(settings.toString()).doesNotContain("invented");
	}

	@ParameterizedTest
	@CsvSource({ "xoxp-1-x, C0HERON, 'token must be the token of a bot, which begins with xoxb-'",
			"xoxb-1-x, heron, 'channel must be the ID of a channel, such as C0123456789, not its name'",
			"xoxb-1-x, #heron, 'channel must be the ID of a channel, such as C0123456789, not its name'" })
	void validateWhenBotIsMisspeltSaysWhatItMustBe(String token, String channel, String expected) {
		assertThat(violations(settings(null, token, channel))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ ",,", "http://host/x, xoxb-1-x, C0HERON", ", xoxb-1-x,", ",, C0HERON", "http://host/x, xoxb-1-x,",
			"http://host/x,, C0HERON" })
	void validateWhenThereIsNotOneWayInSaysSo(@Nullable String url, @Nullable String token, @Nullable String channel) {
		assertThat(violations(settings(url, token, channel)))
			.isEqualTo("oneWayIn a channel of Slack has either a webhook-url, or a token and a channel");
	}

	@ParameterizedTest
	@ValueSource(strings = { "C0HERON", "G0HERON", "D0HERON" })
	void validateWhenTokenAndChannelAreGivenIsValid(String channel) {
		assertThat(violations(settings(null, "xoxb-1-x", channel))).isEmpty();
	}

	@Test
	void validateWhenBotIsCompatibleSaysWhatItIsFor() {
		SlackSettings settings = bind(Map.of("token", "xoxb-1-x", "channel", "C0HERON", "compatible", "true"));
		assertThat(violations(settings))
			.isEqualTo("compatibleWebhook compatible is for a webhook-url: only Slack has bots with a token");
	}

	private static String violations(String url) {
		return violations(settings(url, null, null));
	}

	private static String violations(SlackSettings settings) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			StringBuilder text = new StringBuilder();
			factory.getValidator()
				.validate(settings)
				.forEach((violation) -> text.append(violation.getPropertyPath())
					.append(' ')
					.append(violation.getMessage()));
			return text.toString();
		}
	}

	private static SlackSettings settings(@Nullable String url, @Nullable String token, @Nullable String channel) {
		return new SlackSettings((url != null) ? Secret.of(url) : null, (token != null) ? Secret.of(token) : null,
				channel, "https://slack.com/api", Duration.ofHours(24), 10, false, Duration.ofSeconds(10));
	}

	private static SlackSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bind("", SlackSettings.class).get();
	}

}
