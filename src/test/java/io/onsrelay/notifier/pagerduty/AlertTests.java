package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.pagerduty.Alert.Action;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Alert}.
 */
class AlertTests {

	private static final String INSTANCE = "instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron";

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					alarm.v1.0.ok_to_firing,                TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
					alarm.v1.0.repeat,                      TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
					alarm.v1.0.firing_to_ok,                RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
					alarm.v1.0.reset,                       RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
					computeapi.instanceaction.stop.begin,     TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.instanceaction.stop.end,       TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.instanceaction.softstop.begin, TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.instanceaction.start.begin,    RESOLVE, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.instanceaction.start.end,      RESOLVE, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.terminateinstance.begin,       TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.terminateinstance.end,         TRIGGER, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					computeapi.launchinstance.end,            RESOLVE, instance:ocid1.instance.oc1.eu-frankfurt-1.antheljsheron
					databaseservice.autonomous.critical, TRIGGER, database:ocid1.autonomousdatabase.oc1.eu-frankfurt-1.antheljspilot:databasedown
					cloudguard.problemdetected,   TRIGGER, cloudguard:ocid1.cloudguardproblem.oc1.eu-frankfurt-1.amaaaaaagannet
					cloudguard.problemremediated, RESOLVE, cloudguard:ocid1.cloudguardproblem.oc1.eu-frankfurt-1.amaaaaaagannet
					""")
	void ofWhenAlertHasNameOfItsOwnUsesIt(String fixture, Action action, String key) {
		assertThat(alert(Fixtures.message(fixture), PresentationOverrides.PagerAction.AUTO, false))
			.isEqualTo(new Alert(action, key));
	}

	@ParameterizedTest
	@CsvSource({ "log.audit", "log.batch", "plain.text", "malformed.alarm" })
	void ofWhenMessageIsNoEventTriggersUnderItsId(String fixture) {
		Message message = Fixtures.message(fixture);
		assertThat(alert(message, PresentationOverrides.PagerAction.AUTO, true))
			.isEqualTo(new Alert(Action.TRIGGER, message.id().toString()));
	}

	@ParameterizedTest
	@CsvSource({ "objectstorage.createbucket, true, CHANGE", "objectstorage.createbucket, false, TRIGGER",
			"virtualnetwork.updatevcn, true, CHANGE", "databaseservice.backup.end.failed, false, TRIGGER",
			"databaseservice.autonomous.information, true, CHANGE" })
	void ofWhenEventIsHarmlessIsChange(String fixture, boolean harmless, Action action) {
		Message message = Fixtures.message(fixture);
		assertThat(alert(message, PresentationOverrides.PagerAction.AUTO, harmless))
			.isEqualTo(new Alert(action, message.id().toString()));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			alarm.v1.0.repeat,          RESOLVE, RESOLVE, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			alarm.v1.0.firing_to_ok,    TRIGGER, TRIGGER, alarm:a1a1a1a1-100-4b4b-8c8c-heroncpu0001
			virtualnetwork.updatevcn,   TRIGGER, TRIGGER, resource:ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaaquay
			virtualnetwork.updatevcn,   RESOLVE, RESOLVE, resource:ocid1.vcn.oc1.eu-frankfurt-1.amaaaaaaquay
			""")
	void ofWhenRouteWantsAnActionDoesIt(String fixture, PresentationOverrides.PagerAction wanted, Action action,
			String key) {
		assertThat(alert(Fixtures.message(fixture), wanted, true)).isEqualTo(new Alert(action, key));
	}

	@Test
	void ofWhenRouteWantsChangeIsChange() {
		assertThat(
				alert(Fixtures.message("alarm.v1.0.repeat"), PresentationOverrides.PagerAction.CHANGE, false).action())
			.isEqualTo(Action.CHANGE);
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
		Alert alert = alert(instanceAction(type, state), PresentationOverrides.PagerAction.AUTO, false);
		assertThat(alert.action()).isEqualTo(action);
		assertThat(alert.key().equals(INSTANCE)).isEqualTo(ofInstance);
	}

	@Test
	void ofWhenAlarmHasNoKeyTriggersUnderItsId() {
		Message message = message(Fixtures.body("alarm.v1.0.ok_to_firing")
			.text()
			.replace("dedupeKey", "other")
			.replaceFirst("\\{", "{\"dedupekey\":\"\","));
		assertThat(alert(message, PresentationOverrides.PagerAction.AUTO, false))
			.isEqualTo(new Alert(Action.TRIGGER, message.id().toString()));
	}

	@ParameterizedTest
	@CsvSource({ "DatabaseDownBegin, TRIGGER, databasedown", "DatabaseDownEnd, RESOLVE, databasedown",
			"AdminPasswordWarning, TRIGGER, adminpasswordwarning" })
	void ofWhenDatabaseIsInTroublePairsBeginAndEnd(String name, Action action, String key) {
		Message message = message(
				Fixtures.body("databaseservice.autonomous.critical").text().replace("DatabaseDownBegin", name));
		assertThat(alert(message, PresentationOverrides.PagerAction.AUTO, false))
			.isEqualTo(new Alert(action, "database:ocid1.autonomousdatabase.oc1.eu-frankfurt-1.antheljspilot:" + key));
	}

	private static Alert alert(Message message, PresentationOverrides.PagerAction wanted, boolean informational) {
		return Alert.of(new Notification(message, Destination.of("pagerduty/primary"), "all",
				new PresentationOverrides(null, null, null, Map.of(), wanted)), informational);
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
