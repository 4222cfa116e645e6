package io.onsrelay.routing.severity;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SeverityTable}, from what users write to what users read.
 */
class SeverityTableTests {

	private static final String RULES = """
			relay.severity:
			- when: '{"eventType": "com.oraclecloud.computeapi.launchinstance.*"}'
			  severity: Error
			- when: '{"eventType": "com.oraclecloud.computeapi.*"}'
			  severity: info
			- when: '{"dedupeKey": "*"}'
			  severity: warning
			""";

	private final Presenter presenter = Presenters.withRules(SeverityTables.of(RULES));

	@Test
	void firstRuleThatAppliesGivesTheSeverity() {
		assertThat(present("computeapi.launchinstance.end").severity()).isEqualTo(Severity.ERROR);
		assertThat(present("computeapi.terminateinstance.end").severity()).isEqualTo(Severity.INFO);
		assertThat(present("alarm.v1.5.ok_to_firing").severity()).isEqualTo(Severity.WARNING);
	}

	@Test
	void messageThatNoRuleAppliesToKeepsItsOwn() {
		assertThat(present("databaseservice.backup.end.failed").severity()).isEqualTo(Severity.ERROR);
		assertThat(present("plain.text").severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void routeHasTheLastWord() {
		Notification notification = new Notification(Fixtures.message("computeapi.launchinstance.end"),
				Destination.of("slack/ops"), "route", PresentationOverrides.of(Severity.CRITICAL));
		assertThat(this.presenter.present(notification).severity()).isEqualTo(Severity.CRITICAL);
	}

	@Test
	void whatIsResolvedKeepsItsSeverity() {
		Presentation presentation = present("alarm.v1.5.firing_to_ok");
		assertThat(presentation.status()).isEqualTo(Status.RESOLVED);
		assertThat(presentation.severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void eachRecordOfABatchHasItsOwnRule() {
		String batch = Stream.of("computeapi.terminateinstance.end", "computeapi.launchinstance.end")
			.map((fixture) -> Fixtures.body(fixture).text())
			.toList()
			.toString();
		Message message = Fixtures.message("made-up", Body.of(batch.getBytes(StandardCharsets.UTF_8)));
		Presentation presentation = this.presenter.present(message);
		assertThat(presentation.severity()).isEqualTo(Severity.ERROR);
		assertThat(presentation.title()).isEqualTo("2 events, 1 error: Instance launched: heron-01");
		Notification notification = new Notification(message, Destination.of("pagerduty/primary"), "route",
				PresentationOverrides.NONE);
		assertThat(message.contents()).extracting((record) -> this.presenter.isInformational(notification, record))
			.containsExactly(true, false);
	}

	@Test
	void mistakesNameTheirPropertyAndIndexAllAtOnce() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> SeverityTables.of("""
				relay.severity:
				- {when: '{}', severity: info}
				- {when: '[', severity: info}
				- {when: '{"a": null}', severity: info}
				- {when: '', severity: info}
				"""))
			.satisfies((invalid) -> assertThat(invalid.getMistakes()).extracting((mistake) -> mistake.property())
				.containsExactlyInAnyOrder("relay.severity[1].when", "relay.severity[2].when",
						"relay.severity[3].when"));
	}

	@Test
	void withoutRulesNothingIsGiven() {
		SeverityTable none = SeverityTables.of("relay: {}");
		assertThat(none.describe()).isEmpty();
		assertThat(none.of(Fixtures.message("plain.text").first())).isEmpty();
	}

	private Presentation present(String fixture) {
		return this.presenter.present(Fixtures.message(fixture));
	}

}
