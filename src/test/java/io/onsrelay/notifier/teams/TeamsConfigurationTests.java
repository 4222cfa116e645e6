package io.onsrelay.notifier.teams;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TeamsConfiguration} and {@link TeamsSettings}.
 */
class TeamsConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	void contextHasFactoryOfKindTeams() {
		new ApplicationContextRunner().withUserConfiguration(TeamsConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Store.class, () -> TestStore.in(this.directory))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> assertThat(context.getBean(NotifierFactory.class).kind()).isEqualTo("teams"));
	}

	@Test
	void factoryPreviewsCardWithoutDestination() {
		NotifierFactory<?> factory = new TeamsNotifierFactory(HttpClients.factory(), Presenters.standard(),
				TestStore.in(this.directory), TestClock.standing());
		Notification notification = new Notification(Fixtures.message("computeapi.terminateinstance.end"),
				Destination.of("teams/none"), "lifecycle", PresentationOverrides.NONE);
		assertThat(factory.vendorPreview(notification).orElseThrow())
			.contains("\"type\" : \"AdaptiveCard\"", "route lifecycle")
			.doesNotContain("attachments");
	}

	@Test
	void bindWhenOnlyUrlIsGivenHasDefaults() {
		TeamsSettings settings = new Binder(
				new MapConfigurationPropertySource(Map.of("webhook-url", "https://flows.example/x?sig=hidden-one")))
			.bind("", TeamsSettings.class)
			.get();
		assertThat(settings).isEqualTo(
				new TeamsSettings(Secret.of("https://flows.example/x?sig=hidden-one"), 10, Duration.ofSeconds(10)));
		assertThat(settings.toString()).doesNotContain("hidden-one");
		assertThat(settings.batching()).isEqualTo(new Batching(10, 40));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://prod-1.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x",
					"https://default.environment.api.powerplatform.com/powerautomate/x", "http://localhost:9001/teams",
					"http://127.0.0.1/teams", "http://[::1]:9001/teams" })
	void validateWhenUrlIsHttpsOrOnThisMachineIsValid(String url) {
		assertThat(violations(url)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "prod-1.logic.azure.com/workflows", "http://prod-1.logic.azure.com/workflows?sig=x",
			"http://localhost.evil.example/x", "http://127.0.0.1.evil.example/x", "https://", "https://u:p@host/x",
			"ftp://localhost/x" })
	void validateWhenUrlIsNotSaysWhatItMustBe(String url) {
		assertThat(violations(url)).isEqualTo("webhookUrl must be the https URL of a workflow's webhook");
	}

	private static String violations(String url) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator()
				.validate(new TeamsSettings(Secret.of(url), 10, Duration.ofSeconds(10)))
				.stream()
				.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
				.collect(Collectors.joining());
		}
	}

}
