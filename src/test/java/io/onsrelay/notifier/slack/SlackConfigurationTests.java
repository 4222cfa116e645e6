package io.onsrelay.notifier.slack;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackConfiguration} and {@link SlackSettings}.
 */
class SlackConfigurationTests {

	@Test
	void contextHasFactoryOfKindSlack() {
		new ApplicationContextRunner().withUserConfiguration(SlackConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.run((context) -> assertThat(context.getBean(NotifierFactory.class).kind()).isEqualTo("slack"));
	}

	@Test
	void bindWhenOnlyWebhookIsGivenHasDefaults() {
		SlackSettings settings = bind(Map.of("webhook-url", "https://hooks.slack.example/services/x"));
		assertThat(settings)
			.isEqualTo(new SlackSettings(Secret.of("https://hooks.slack.example/services/x"), Duration.ofSeconds(10)));
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

	private static String violations(String url) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			StringBuilder text = new StringBuilder();
			factory.getValidator()
				.validate(new SlackSettings(Secret.of(url), Duration.ofSeconds(1)))
				.forEach((violation) -> text.append(violation.getPropertyPath())
					.append(' ')
					.append(violation.getMessage()));
			return text.toString();
		}
	}

	private static SlackSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bind("", SlackSettings.class).get();
	}

}
