package io.onsrelay.notifier.webhook;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.webhook.WebhookSettings.BodyForm;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookConfiguration}, {@link WebhookSettings} and
 * {@link WebhookHeaders}.
 */
class WebhookConfigurationTests {

	@Test
	void contextHasFactoryOfKindWebhook() {
		new ApplicationContextRunner().withUserConfiguration(WebhookConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> assertThat(context.getBean(NotifierFactory.class).kind()).isEqualTo("webhook"));
	}

	@Test
	void urlIsEnough() {
		WebhookSettings settings = Webhooks.settings("url: https://siem.example/invented");
		assertThat(settings.body()).isEqualTo(BodyForm.CLOUDEVENTS);
		assertThat(settings.secret()).isEmpty();
		assertThat(settings.headers()).isEmpty();
		assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(settings.toString()).doesNotContain("invented");
	}

	@Test
	void severalSecretsAreListOrOneTextWithCommas() {
		String list = "url: https://x/\nsecret: [%1$s, %1$s]".formatted(Webhooks.SECRET);
		String text = "url: https://x/\nsecret: \"%1$s,%1$s\"".formatted(Webhooks.SECRET);
		assertThat(Webhooks.settings(list).secret()).hasSize(2).isEqualTo(Webhooks.settings(text).secret());
		assertThat(Webhooks.settings("url: https://x/\nsecret: " + Webhooks.SECRET).secret())
			.containsExactly(Secret.of(Webhooks.SECRET));
	}

	@Test
	void timeoutCountsTheRequestForAccessToken() {
		try (OutboundHttpFactory http = HttpClients.factory()) {
			WebhookNotifierFactory factory = new WebhookNotifierFactory(http, Presenters.standard(),
					TestClock.standing());
			assertThat(factory.timeout(Webhooks.settings("url: https://x/"))).isEqualTo(Duration.ofSeconds(10));
			assertThat(factory.timeout(Webhooks.settings("""
					url: https://x/
					oauth2: {token-url: "https://y/token", client-id: relay, client-secret: invented}
					"""))).isEqualTo(Duration.ofSeconds(20));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			secret: []                                   | siem.url: a value is required here.
			url: ftp://x/                                | siem.url: must be an http or https URL
			url: https://user:invented@x/                | siem.url: must be an http or https URL; credentials have
			secret: whsec_invented                       | siem.secret[0]: must be secrets of Standard Webhooks
			secret: invented                             | siem.secret[0]: must be secrets of Standard Webhooks
			body: template                               | siem: a webhook has a template where its body is one
			template: '{}'                               | siem: a webhook has a template where its body is one
			content-type: application/json               | siem: the content-type of CloudEvents is fixed
			username: relay                              | siem: a webhook with HTTP Basic has both a username and a
			password: invented                           | siem: a webhook with HTTP Basic has both a username and a
			{username: a, password: invented, token: b}  | siem: a webhook has one kind of credentials at most
			token: two invented words                    | siem.token: must be a bearer token
			headers: {Host: invented}                    | siem.headers.Host: this header belongs to the call
			headers: {content-length: '1'}               | siem.headers.content-length: this header belongs to the call
			headers: {Webhook-Id: invented}              | siem.headers.Webhook-Id: headers that begin with webhook-
			headers: {Content-Type: text/plain}          | siem.headers.Content-Type: the content type has a property
			headers: {X-Key: "inv\\u00e9nted"}           | siem.headers[X-Key]: must be the value of a header
			{token: a, headers: {Authorization: x}}      | siem.headers.Authorization: the webhook has other credentials
			oauth2: {client-id: a, client-secret: b}     | siem.oauth2.token-url: a value is required here.
			oauth2: {token-url: x, client-id: a, client-secret: b} | siem.oauth2.token-url: must be an http or https URL
			{body: template, template: '{"a": {{title}}}'} | siem.template: for a text, the template gives no valid JSON
			{body: template, template: '{{#title}}'}     | siem.template: line 1
			timeout: 0s                                  | siem.timeout: must be longer than or equal to 1 milli
			""")
	void wrongSettingsNameTheirPropertyAndNoSecret(String yaml, String problem) {
		boolean named = yaml.contains("url: ftp") || yaml.contains("url: https") || yaml.startsWith("secret: []");
		String url = named ? "" : "url: https://x/\n";
		String body = yaml.startsWith("{") ? yaml.substring(1, yaml.length() - 1).replaceAll(", (?=[a-z]+: )", "\n")
				: yaml;
		try (OutboundHttpFactory http = HttpClients.factory()) {
			assertThatExceptionOfType(InvalidConfigurationException.class)
				.isThrownBy(() -> Webhooks.create(http, TestClock.standing(), url + body))
				.satisfies((ex) -> assertThat("%s".formatted(ex.getMessage()))
					.contains("relay.notifier.webhook." + problem)
					.doesNotContain("invented"))
				.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
		}
	}

}
