package io.onsrelay.notifier.pagerduty;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Invented messages for each row of the table in docs/pagerduty.md.
 */
final class IncidentMessages {

	static final String INSTANCE = "ocid1.instance.oc1.eu-frankfurt-1.otter";

	static final String NODE = "ocid1.dbnode.oc1.eu-frankfurt-1.otter";

	static final String EXADATA = "ocid1.exadatainfrastructure.oc1.eu-frankfurt-1.otter";

	static final String DATABASE = "ocid1.database.oc1.eu-frankfurt-1.otter";

	static final String BUDGET = "ocid1.budget.oc1.eu-frankfurt-1.otter";

	static final String PROBLEM = "ocid1.cloudguardproblem.oc1.eu-frankfurt-1.otter";

	static final String JOB = "ocid1.odmsjob.oc1.eu-frankfurt-1.otter";

	static final String ALARM = "ocid1.alarm.oc1.eu-frankfurt-1.otter";

	static final String RESTORED = event("databaseservice.exadatainfrastructureconnectstatus", EXADATA,
			"\"connectivityStatus\":\"CONNECTED\"");

	static final String DISCONNECTED = event("databaseservice.exadatainfrastructureconnectstatus", EXADATA,
			"\"connectivityStatus\":\"DISCONNECTED\"");

	private IncidentMessages() {
	}

	/**
	 * What opens and what closes the same incident, for each pair of the table.
	 */
	static List<Pair> pairs() {
		String cloudGuard = "\"riskLevel\":\"CRITICAL\",\"resourceName\":\"holt\",\"resourceType\":\"Bucket\"";
		return List.of(new Pair("alarm", alarm("OK_TO_FIRING", "k", ALARM), alarm("FIRING_TO_OK", "k", ALARM)),
				new Pair("alarm", alarm("REPEAT", "k", ALARM), alarm("RESET", "k", ALARM)),
				new Pair("alarm", alarm("OK_TO_FIRING", null, ALARM), alarm("FIRING_TO_OK", null, ALARM)),
				new Pair("alarm", alarm("OK_TO_FIRING", null, ALARM), alarm("RESET", null, ALARM)),
				new Pair("alarm", split("OK_TO_FIRING", "otter-1"), split("FIRING_TO_OK", "otter-1")),
				new Pair("instance", instance("stop.end", "STOPPED"), instance("start.end", "RUNNING")),
				new Pair("instance", event("computeapi.terminateinstance.begin", INSTANCE, ""),
						event("computeapi.launchinstance.end", INSTANCE.toUpperCase(Locale.ROOT), "")),
				new Pair("database", database("dbnode.critical", "AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN"),
						database("dbnode.information", "AVAILABILITY.DB_GUEST.CRS_INSTANCE.DOWN_CLEARED")),
				new Pair("database", database("autonomous.database.critical", "DatabaseDownBegin"),
						database("autonomous.database.critical", "DatabaseDownEnd")),
				new Pair("database", database("autonomous.database.critical", "DatabaseInaccessibleBegin"),
						database("autonomous.database.information", "DatabaseInaccessibleEnd")),
				new Pair("database", database("exadatainfrastructure.critical", "HEALTH.INFRASTRUCTURE.DISK.FAILURE"),
						database("exadatainfrastructure.information", "HEALTH.INFRASTRUCTURE.DISK.FAILURE_CLEARED")),
				new Pair("connectivity", DISCONNECTED, RESTORED),
				new Pair("backup", backup("FAILED"), backup("AVAILABLE")),
				new Pair("budget", event("budgets.createtriggeredalert", BUDGET, "\"spentAmount\":412.5"),
						event("budgets.resettriggeredalert", BUDGET, "\"spentAmount\":0")),
				new Pair("cloudguard", event("cloudguard.problemdetected", PROBLEM, cloudGuard),
						event("cloudguard.problemremediated", PROBLEM, "\"riskLevel\":\"CRITICAL\"")),
				new Pair("cloudguard", event("cloudguard.problemdetected", PROBLEM, cloudGuard),
						event("cloudguard.problemdismissed", PROBLEM, cloudGuard)),
				new Pair("job", event("odms.jobstatefailed", JOB, ""), event("odms.jobstatesucceeded", JOB, "")),
				new Pair("job", event("osmh.executescheduledjob.failed", JOB, ""),
						event("osmh.executescheduledjob.succeeded", JOB, "")));
	}

	/**
	 * Return an event.
	 * @param type the type without its prefix
	 * @param resource the id of the resource
	 * @param details the fields of the details, as JSON
	 */
	static String event(String type, String resource, String details) {
		return """
				{"cloudEventsVersion":"0.1","eventType":"com.oraclecloud.%s","eventTime":"2026-03-01T10:00:00Z",
				"data":{"compartmentName":"holt","resourceName":"otter","resourceId":"%s","additionalDetails":{%s}}}"""
			.formatted(type, resource, details);
	}

	static String instance(String action, String state) {
		String[] parts = action.split("\\.", -1);
		return event("computeapi.instanceaction." + parts[1], INSTANCE,
				"\"instanceActionType\":\"%s\",\"lifecycleState\":\"%s\"".formatted(parts[0], state));
	}

	static String database(String type, String name) {
		return event("databaseservice." + type, NODE, "\"eventName\":\"%s\"".formatted(name));
	}

	static String backup(String state) {
		return event("databaseservice.automaticbackupdatabase.end", DATABASE,
				"\"lifecycleState\":\"%s\"".formatted(state));
	}

	/**
	 * Return an alarm.
	 * @param type the transition
	 * @param key the {@code dedupeKey}; {@code null} for none
	 * @param id the OCID; {@code null} for none
	 */
	static String alarm(String type, @Nullable String key, @Nullable String id) {
		return """
				{%s"type":"%s","title":"Disk nearly full","severity":"CRITICAL","timestamp":"2026-03-01T10:00:00Z",
				"alarmMetaData":[{%s"dimensions":[{"resourceDisplayName":"otter","resourceId":"%s"}]}]}""".formatted(
				(key != null) ? "\"dedupeKey\":\"" + key + "\"," : "", type,
				(id != null) ? "\"id\":\"" + id + "\"," : "", INSTANCE);
	}

	static String split(String type, String stream) {
		return alarm(type, null, ALARM).replace("\"otter\"", "\"" + stream + "\"")
			.replaceFirst("\\{", "{\"notificationType\":\"Split messages per metric stream\",");
	}

	/**
	 * Two messages about the same incident.
	 *
	 * @param kind what the incident is about
	 * @param opening what opens it
	 * @param closing what closes it
	 */
	record Pair(String kind, String opening, String closing) {
	}

}
