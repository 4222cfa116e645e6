package io.onsrelay.notifier.pagerduty;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
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
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PagerDutyConfiguration} and {@link PagerDutySettings}.
 */
class PagerDutyConfigurationTests {

	private static final String KEY = "0123456789abcdef0123456789ABCDEF";

	@TempDir
	private Path directory;

	@Test
	void contextHasFactoryOfKindPagerDuty() {
		new ApplicationContextRunner().withUserConfiguration(PagerDutyConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Store.class, () -> TestStore.in(this.directory))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> assertThat(context.getBean(NotifierFactory.class).kind()).isEqualTo("pagerduty"));
	}

	@Test
	void bindWhenOnlyKeyIsGivenHasDefaults() {
		PagerDutySettings settings = new Binder(new MapConfigurationPropertySource(Map.of("routing-key", KEY)))
			.bind("", PagerDutySettings.class)
			.get();
		assertThat(settings)
			.isEqualTo(new PagerDutySettings(Secret.of(KEY), "https://events.pagerduty.com", Duration.ofSeconds(10)));
		assertThat(settings.toString()).doesNotContain(KEY);
		assertThat(validate(settings)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0123456789abcdef0123456789ABCDE", "0123456789abcdef0123456789ABCDEF0",
			"0123456789abcdef0123456789ABCDE-" })
	void validateWhenKeyIsNoneDoesNotPrintIt(String key) {
		Set<ConstraintViolation<PagerDutySettings>> violations = validate(
				new PagerDutySettings(Secret.of(key), "https://events.pagerduty.com", Duration.ofSeconds(1)));
		assertThat(violations).singleElement().asString().contains("routingKey").doesNotContain("0123456789abcdef");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "events.pagerduty.com", "ftp://x", "https://user:password@x", "https://x/?y" })
	void validateWhenEndpointIsNoUrlFails(String endpoint) {
		assertThat(validate(new PagerDutySettings(Secret.of(KEY), endpoint, Duration.ofSeconds(1)))).singleElement()
			.extracting((violation) -> violation.getPropertyPath().toString())
			.isEqualTo("endpoint");
	}

	private static Set<ConstraintViolation<PagerDutySettings>> validate(PagerDutySettings settings) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator().validate(settings);
		}
	}

}
