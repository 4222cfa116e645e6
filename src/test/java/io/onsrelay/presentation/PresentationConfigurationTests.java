package io.onsrelay.presentation;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.access.PublicUrl;
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
		.withBean(SeverityRules.class, () -> (_) -> Optional.empty())
		.withBean(PublicUrl.class, () -> PublicUrl.of(""))
		.withBean(RegionNames.class, () -> Presenters.WITHOUT_NAMES)
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
	void realmsHaveThoseThatAreConfiguredForConfirmations() {
		StrictBinder binder = TestSettings.ofProperties("relay.confirmation.realm-domains=Realm.Example,realm2.example")
			.binder();
		assertThat(
				new PresentationConfiguration().realms(Presenters.WITHOUT_NAMES, binder).domainsFor(Optional.empty()))
			.containsExactlyInAnyOrder("realm.example", "realm2.example");
	}

	@Test
	void contextWhenPatternIsInvalidNamesTheProperty() {
		this.context.withPropertyValues("relay.redaction.patterns[0]=fine", "relay.redaction.patterns[1]=(")
			.run((failed) -> assertThat(failed).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageStartingWith(
						"relay.redaction.patterns[1]: it is no regular expression of RE2: missing closing ), at (."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a(?=b)", "(?<!a)b", "(a)\\1", "a++", "(?>a)", "((a{100}){100}){100}" })
	void contextWhenPatternIsOfAnotherSyntaxNamesThePropertyAndTheSyntax(String pattern) {
		this.context.withPropertyValues("relay.redaction.patterns[0]=" + pattern)
			.run((failed) -> assertThat(failed).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageStartingWith("relay.redaction.patterns[0]: it is ")
				.asInstanceOf(InstanceOfAssertFactories.type(InvalidConfigurationException.class))
				.extracting(InvalidConfigurationException::getAction)
				.asString()
				.contains("The syntax is that of RE2, see https://github.com/google/re2/wiki/Syntax"));
	}

}
