package io.onsrelay.notifier.pagerduty;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.notifier.pagerduty.Alert.Action;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Alert}: what routes change. What messages do by themselves is in
 * {@link PagerDutyTableTests}.
 */
class AlertTests {

	private final Presenter presenter = Presenters.standard();

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.0.repeat,        RESOLVE, RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001,       alarm
			alarm.v1.0.firing_to_ok,  TRIGGER, TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001,       alarm
			virtualnetwork.updatevcn, TRIGGER, TRIGGER, resource:ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaaquay, resource
			virtualnetwork.updatevcn, RESOLVE, RESOLVE, resource:ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaaquay, resource
			""")
	void ofWhenRouteWantsAnActionDoesIt(String fixture, PagerAction wanted, Action action, String key, String pair) {
		assertThat(alert(Fixtures.message(fixture), wanted)).isEqualTo(new Alert(action, key, pair));
	}

	@Test
	void ofWhenRouteWantsChangeIsChange() {
		assertThat(alert(Fixtures.message("alarm.v1.0.repeat"), PagerAction.CHANGE).action()).isEqualTo(Action.CHANGE);
	}

	@ParameterizedTest
	@CsvSource({ "plain.text", "log.record", "objectstorage.createbucket" })
	void ofWhenRouteGivesSeverityTriggers(String fixture) {
		Message message = Fixtures.message(fixture);
		assertThat(alert(message, PresentationOverrides.of(Severity.WARNING)))
			.isEqualTo(new Alert(Action.TRIGGER, message.id().toString(), null));
		assertThat(alert(message, PresentationOverrides.NONE).action()).isEqualTo(Action.CHANGE);
		assertThat(alert(message, PagerAction.TRIGGER).action()).isEqualTo(Action.TRIGGER);
	}

	@Test
	void ofWhenRouteGivesSeverityInfoToFiringAlarmIsChange() {
		Message message = Fixtures.message("alarm.v1.5.ok_to_firing");
		assertThat(alert(message, PresentationOverrides.of(Severity.INFO)).action()).isEqualTo(Action.CHANGE);
	}

	private Alert alert(Message message, PagerAction wanted) {
		return alert(message, new PresentationOverrides(null, null, null, Map.of(), wanted));
	}

	private Alert alert(Message message, PresentationOverrides overrides) {
		Notification notification = new Notification(message, Destination.of("pagerduty/primary"), "all", overrides);
		return Alert.of(notification, this.presenter.present(notification));
	}

}
