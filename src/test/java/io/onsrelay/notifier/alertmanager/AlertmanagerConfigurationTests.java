package io.onsrelay.notifier.alertmanager;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.TestSettings;
import io.onsrelay.http.HttpClients;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AlertmanagerConfiguration} and {@link AlertmanagerSettings}.
 */
class AlertmanagerConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	void contextHasFactoryOfKindAlertmanagerThatObjectsToChanges() {
		new ApplicationContextRunner().withUserConfiguration(AlertmanagerConfiguration.class)
			.withBean(OutboundHttpFactory.class, HttpClients::factory)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Store.class, () -> TestStore.in(this.directory))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> {
				NotifierFactory<?> factory = context.getBean(NotifierFactory.class);
				assertThat(factory.kind()).isEqualTo("alertmanager");
				assertThat(factory.objection(PagerAction.AUTO)).isEmpty();
				assertThat(factory.objection(PagerAction.CHANGE)).isPresent();
			});
	}

	@Test
	void urlIsEnough() {
		AlertmanagerSettings settings = settings("url: http://alertmanager:9093");
		assertThat(settings.repeatEvery()).isEqualTo(Duration.ofMinutes(1));
		assertThat(settings.hold()).isEqualTo(Duration.ofMinutes(5));
		assertThat(settings.expiresAfter()).isEqualTo(Duration.ofDays(7));
		assertThat(settings.labels()).isEmpty();
	}

	@Test
	void labelsKeepTheirNames() {
		assertThat(settings("{url: 'http://a:9093', labels: {team: a, '[my_Label]': b}}").labels())
			.containsEntry("team", "a")
			.containsEntry("my_Label", "b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{url: 'ftp://x'}                                            | main.url: must be an http or https URL
					{url: 'https://u:invented@x'}                               | main.url: must be an http or https URL
					{url: 'http://x/?a=b'}                                      | main.url: must be an http or https URL
					{timeout: 1s}                                               | main.url: a value is required here.
					{url: 'http://x', labels: {'my-label': a}}                  | must have names of letters, digits and underscores
					{url: 'http://x', labels: {severity: page}}                 | main: labels must have other names than those of the alert itself
					{url: 'http://am:909x3'}                                    | main.url: must be a URL whose host, port and characters are valid
					{url: 'http://x', username: a}                              | main: an Alertmanager with HTTP Basic has both
					{url: 'http://x', username: a, password: invented, token: b} | main: an Alertmanager has one kind of credentials
					{url: 'http://x', token: two invented words}                | main.token: must be a bearer token
					{url: 'http://x', repeat-every: 1s}                         | main.repeat-every: must be longer than
					""")
	void wrongSettingsNameTheirPropertyAndNoSecret(String yaml, String problem) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> settings(yaml))
			.satisfies(
					(ex) -> assertThat("%s".formatted(ex.getMessage())).startsWith("relay.notifier.alertmanager.main")
						.contains(problem)
						.doesNotContain("invented"));
	}

	private static AlertmanagerSettings settings(String yaml) {
		Mistakes mistakes = new Mistakes();
		String main = yaml.startsWith("{") ? yaml : "{" + yaml.replace(": ", ": '") + "'}";
		AlertmanagerSettings settings = TestSettings.ofYaml("relay.notifier.alertmanager.main: " + main)
			.binder()
			.bindEach("relay.notifier.alertmanager", AlertmanagerSettings.class, mistakes)
			.get("main");
		mistakes.refuse();
		if (settings == null) {
			throw new IllegalStateException("nothing is configured");
		}
		return settings;
	}

}
