package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.pagerduty.Alert.Action;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Alert}.
 */
class AlertTests {

	private static final String INSTANCE = "instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron";

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.0.ok_to_firing,                TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			alarm.v1.0.repeat,                      TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			alarm.v1.0.firing_to_ok,                RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			alarm.v1.0.reset,                       RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			computeapi.instanceaction.stop.begin,     TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
			computeapi.instanceaction.stop.end,       TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
			computeapi.instanceaction.softstop.begin, TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
			computeapi.instanceaction.start.begin,    RESOLVE, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
			computeapi.instanceaction.start.end,      RESOLVE, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
			cloudguard.problemdetected,   TRIGGER, cloudguard:ocid1.cloudguardproblem.oc1.eu-frankfurt-1.amaaaaaagannet
			cloudguard.problemremediated, RESOLVE, cloudguard:ocid1.cloudguardproblem.oc1.eu-frankfurt-1.amaaaaaagannet
			""")
	void ofWhenAlertHasNameOfItsOwnUsesIt(String fixture, Action action, String key) {
		assertThat(Alert.of(Fixtures.message(fixture))).isEqualTo(new Alert(action, key));
	}

	@ParameterizedTest
	@CsvSource({ "computeapi.launchinstance.end", "objectstorage.createbucket", "log.audit", "log.batch", "plain.text",
			"malformed.alarm" })
	void ofWhenMessageIsNewsTriggersUnderItsId(String fixture) {
		Message message = Fixtures.message(fixture);
		assertThat(Alert.of(message)).isEqualTo(new Alert(Action.TRIGGER, message.id().toString()));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			STOP,     RUNNING, TRIGGER, true
			softstop, FAILED,  TRIGGER, false
			start,    FAILED,  TRIGGER, true
			Start,    RUNNING, RESOLVE, true
			reset,    RUNNING, TRIGGER, false
			softreset, RUNNING, TRIGGER, false
			senddiagnosticinterrupt, RUNNING, TRIGGER, false
			,         RUNNING, TRIGGER, false
			""")
	void ofWhenInstanceActionLooksAtActionAndState(@Nullable String type, String state, Action action,
			boolean ofInstance) {
		Alert alert = Alert.of(instanceAction(type, state));
		assertThat(alert.action()).isEqualTo(action);
		assertThat(alert.key().equals(INSTANCE)).isEqualTo(ofInstance);
	}

	@Test
	void ofWhenAlarmHasNoKeyTriggersUnderItsId() {
		Message message = message(Fixtures.body("alarm.v1.0.ok_to_firing")
			.text()
			.replace("dedupeKey", "other")
			.replaceFirst("\\{", "{\"dedupekey\":\"\","));
		assertThat(Alert.of(message)).isEqualTo(new Alert(Action.TRIGGER, message.id().toString()));
	}

	private static Message instanceAction(@Nullable String type, String state) {
		return message("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.ComputeApi.InstanceAction.End","data":{
				"resourceId":"OCID1.INSTANCE.OC1.EU-FRANKFURT-1.ANTHELJSHERON",
				"additionalDetails":{"instanceActionType":"%s","lifecycleState":"%s"}}}""".formatted(type, state));
	}

	private static Message message(String json) {
		return Fixtures.message("made-up", Body.of(json.getBytes(StandardCharsets.UTF_8)));
	}

}
