package io.onsrelay.presentation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Fixtures;
import io.onsrelay.presentation.format.ContentFormatters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PresentationConfiguration}.
 */
class PresentationConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(PresentationConfiguration.class)
		.withBean(StrictBinder.class, () -> TestSettings.none().binder())
		.withBean(ContentFormatter.class, ContentFormatters::standard)
		.withBean(RegionNames.class, () -> (key) -> key)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void presenterWhenPatternsAreConfiguredRedactsTheirMatches() {
		this.context
			.withPropertyValues("relay.redaction.patterns[0]=Backup", "relay.redaction.patterns[1]=-(?<secret>[0-9]+)")
			.run((started) -> assertThat(
					started.getBean(Presenter.class).present(Fixtures.message("plain.text")).title())
				.isEqualTo("****** job evening-****** finished with warnings"));
	}

	@Test
	void contextWhenPatternIsInvalidNamesTheProperty() {
		this.context.withPropertyValues("relay.redaction.patterns[0]=fine", "relay.redaction.patterns[1]=(")
			.run((failed) -> assertThat(failed).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageStartingWith("relay.redaction.patterns[1]: it is not a regular expression: Unclosed group"));
	}

}
