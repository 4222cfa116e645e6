package io.onsrelay.incident;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;
import io.onsrelay.notifier.HostileMessages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for {@link Incidents}: what the rows of docs/pagerduty.md leave open.
 */
class IncidentsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					dbnode.critical                 | AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN         | OPENS  | availability.db_guest.crs_instance.down
					dbnode.information              | AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN_CLEARED | CLOSES | availability.db_guest.crs_instance.down
					dbnode.information              | AVAILABILITY.DB_GUEST.CRS_INSTANCE.UP           | -      | -
					vmcluster.critical              | AVAILABILITY.DB_CLUSTER.SCAN_LISTENER.DOWN      | OPENS  | availability.db_cluster.scan_listener.down
					vmcluster.information           | availability.db_cluster.scan_listener.down_cleared | CLOSES | availability.db_cluster.scan_listener.down
					autonomous.database.critical    | DatabaseDownBegin                               | OPENS  | databasedown
					autonomous.database.critical    | DatabaseDownEnd                                 | CLOSES | databasedown
					autonomous.database.information | DatabaseDownEnd                                 | CLOSES | databasedown
					autonomous.database.critical    | AdminPasswordWarning                            | OPENS  | adminpasswordwarning
					autonomous.database.critical    | ListenerBackend                                 | OPENS  | listenerbackend
					autonomous.database.information | ScheduledMaintenanceEnd                         | -      | -
					autonomous.database.information | InstanceRelocateEnd                             | -      | -
					autonomous.database.critical    | -                                               | -      | -
					database.move.end               | DatabaseDownEnd                                 | -      | -
					""")
	void ofDatabaseFollowsTheNameOfTheCondition(String type, @Nullable String name, @Nullable Effect effect,
			@Nullable String condition) {
		Optional<Incident> incident = of("databaseservice." + type,
				"\"eventName\":\"%s\"".formatted((name != null) ? name : ""));
		assertThat(incident.map(Incident::effect)).isEqualTo(Optional.ofNullable(effect));
		assertThat(incident.map(Incident::key))
			.isEqualTo(Optional.ofNullable(condition).map((text) -> "database:ocid1.thing.oc1..otter:" + text));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			"connectivityStatus":"CONNECTED"                                           | CLOSES
			"connectivityStatus":"DISCONNECTED"                                        | OPENS
			"connectionStatus":"Not connected"                                         | OPENS
			"status":"RESTORED"                                                        | CLOSES
			"status":"lost"                                                            | OPENS
			"connected":true                                                           | CLOSES
			"connected":false                                                          | OPENS
			"lifecycleState":"ACTIVE","description":"The connection to OCI is lost."   | OPENS
			"lifecycleState":"DISCONNECTED"                                            | OPENS
			"lifecycleState":"ACTIVE"                                                  | CLOSES
			"description":"The connection that was lost is restored."                  | CLOSES
			"message":"Connectivity has been re-established"                           | CLOSES
			"timeConnected":"2026-03-01T10:00:00Z"                                     | -
			"note":"lost"                                                              | -
			"connectivityStatus":{"lost":true}                                         | -
			""")
	void ofConnectivityFollowsWhatTheDetailsSay(String details, @Nullable Effect effect) {
		Optional<Incident> incident = of("databaseservice.exadatainfrastructureconnectstatus", details);
		assertThat(incident.map(Incident::effect)).isEqualTo(Optional.ofNullable(effect));
	}

	@ParameterizedTest
	@CsvSource({ "FAILED, OPENS", "AVAILABLE, CLOSES", "active, CLOSES", "CREATING,", "''," })
	void ofBackupFollowsItsState(String state, @Nullable Effect effect) {
		Optional<Incident> incident = of("databaseservice.backupdatabase.end",
				"\"lifecycleState\":\"%s\"".formatted(state));
		assertThat(incident.map(Incident::effect)).isEqualTo(Optional.ofNullable(effect));
	}

	@ParameterizedTest
	@CsvSource({ "reset, RUNNING", "softreset, RUNNING", "senddiagnosticinterrupt, RUNNING", "'', STOPPED",
			"stop, FAILED" })
	void ofInstanceWhenActionNeitherStopsNorStartsIsNone(String action, String state) {
		assertThat(of("computeapi.instanceaction.end",
				"\"instanceActionType\":\"%s\",\"lifecycleState\":\"%s\"".formatted(action, state)))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "FIRING, OPENS", "OK, CLOSES", "ok, CLOSES", "'', OPENS" })
	void ofAlarmWhenTransitionIsUnknownFollowsItsState(String status, Effect effect) {
		assertThat(Incidents.of(
				Fixtures
					.parse("""
							{"alarmMetaData":[{"id":"ocid1.alarm.oc1..otter","status":"%s"}],"severity":"ERROR"}"""
						.formatted(status))
					.first()))
			.contains(new Incident("alarm", "alarm:ocid1.alarm.oc1..otter", effect, Severity.ERROR));
	}

	@Test
	void ofJobRunThatHasAnIdOfItsOwnIsNone() {
		assertThat(of("datascience.failedjobrun", "")).isEmpty();
	}

	@Test
	void ofWhenMessagesAreHostileReturns() {
		HostileMessages.some(150)
			.forEach((message) -> message.contents()
				.forEach((content) -> assertThatCode(() -> Incidents.of(content)).doesNotThrowAnyException()));
		assertThat(Incidents.of(Fixtures.parse("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.databaseservice.dbnode.critical",
				"data":{"resourceId":"r","additionalDetails":["eventName"]}}""").first())).isEmpty();
	}

	@Test
	void keyHasNoCharacterThatAStoreRefuses() {
		assertThat(of("databaseservice.dbnode.critical", "\"eventName\":\"a\\u0000b\"").orElseThrow().key())
			.endsWith(":a\uFFFDb");
	}

	private static Optional<Incident> of(String type, String details) {
		return Incidents.of(Fixtures.parse("""
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.%s",
				"data":{"resourceId":"OCID1.THING.OC1..OTTER","additionalDetails":{%s}}}""".formatted(type, details))
			.first());
	}

}
