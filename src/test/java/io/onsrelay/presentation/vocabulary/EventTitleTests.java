package io.onsrelay.presentation.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.event.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Titles that are made from event types.
 */
class EventTitleTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					databaseservice.failoverautonomousdataguardassociation.end  | Autonomous Data Guard association failover ended: x
					databaseservice.switchoverdataguardassociation.begin        | Data Guard association switchover began: x
					databaseservice.createcloudexadatainfrastructure.begin      | Cloud Exadata infrastructure x is being created
					databaseservice.createpluggabledatabase.end                 | Pluggable database created: x
					databaseservice.rotatevmclustersslcerts.end                 | VM cluster SSL certs rotated: x
					datascience.failedjobrun                                    | Job run failed: x
					computeapi.instancefailed                                   | Instance failed: x
					computeapi.instancemaintenance.begin                        | Instance maintenance began: x
					computeapi.detachvnic.end                                   | VNIC detached: x
					osmanagementhub.executescheduledjob.failed                  | Failed to execute scheduled job: x
					osmanagementhub.removepackagesfrommanagedinstance.begin     | Packages are being removed from managed instance: x
					osmanagementhub.removepackagesfrommanagedinstance.end       | Packages removed from managed instance: x
					osmanagementhub.installwindowsupdates.begin                 | Windows updates x are being installed
					cloudguard.problemdismissed                                 | Problem dismissed: x
					datalake.autocreatelakeuser.end                             | Lake user auto created: x
					bigdata.cp.addworkernodes.end                               | Worker nodes added: x
					catalog.object.customproperty.update                        | Object custom property updated: x
					mysqlaas.createheatwavecluster.end                          | HeatWave cluster created: x
					goldengate.stopdeployment.end                               | Deployment stopped: x
					containerengine.updatenodepool.end                          | Node pool updated: x
					virtualnetwork.changebyoiprangecompartment                  | BYOIP range compartment changed: x
					virtualnetwork.createdrgroutetable                          | DRG route table created: x
					virtualnetwork.UpdateIPSecConnection                        | IPSec connection updated: x
					keymanagementservice.scheduledkeydeletion                   | Scheduled key deletion: x
					operator.expiredaccessrequest                               | Access request expired: x
					computeapi.schedulemaintenance                              | Maintenance scheduled: x
					hardware.detecterrors                                       | Errors detected: x
					dbnode.error                                                | Error: x
					""")
	void sentenceReadsWell(String type, String title) {
		EventType parsed = EventType.of("com.oraclecloud." + type);
		assertThat(parsed.phrase().sentence(parsed.phase(), false, "x")).isEqualTo(title);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			computeapi.instancefailed                    | ERROR    | true
			datascience.failedjobrun                     | ERROR    | true
			goldengate.statefailed                       | ERROR    | true
			osmh.executescheduledjob.failed              | ERROR    | true
			databaseservice.managedsoftwareupdatefailed  | ERROR    | true
			databaseservice.dbnode.error                 | ERROR    | true
			osmh.event.kernelcrash                       | ERROR    | true
			databaseservice.database.critical            | CRITICAL | false
			databaseservice.dbnode.warning               | WARNING  | false
			databaseservice.autonomous.database.warning  | WARNING  | false
			computeapi.instancemaintenance.begin         | WARNING  | false
			computeapi.instancepreemptionaction          | WARNING  | false
			databaseservice.failoverdataguard.end        | WARNING  | false
			operator.expiredaccessrequest                | WARNING  | false
			computeapi.schedulemaintenance               | WARNING  | false
			datasafe.auditcollectionwarning              | WARNING  | false
			datasafe.throttlealertgeneration             | WARNING  | false
			monitoring.suppresswarning                   | INFO     | false
			monitoring.listwarnings                      | INFO     | false
			blockvolumes.deleteexpiredsnapshot           | INFO     | false
			logging.createerrorreport                    | INFO     | false
			datasafe.errorreport                         | INFO     | false
			database.createmaintenancewindow             | INFO     | false
			computeapi.launchinstance.end                | INFO     | false
			""")
	void wordsTellSeverityAndFailure(String type, Severity severity, boolean failed) {
		ActionPhrase phrase = EventType.of("com.oraclecloud." + type).phrase();
		assertThat(phrase.severity()).isEqualTo(severity);
		assertThat(phrase.failed()).isEqualTo(failed);
	}

	@Test
	void sentenceOfAFailureThatTheDetailsTellSaysSoOnce() {
		EventType type = EventType.of("com.oraclecloud.computeapi.instancefailed");
		assertThat(type.phrase().sentence(type.phase(), true, "x")).isEqualTo("Instance failed: x");
		EventType action = EventType.of("com.oraclecloud.computeapi.instanceaction.end");
		assertThat(action.phrase().sentence(action.phase(), true, "x")).isEqualTo("Instance action failed: x");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			autonomousdatabase  | autonomous database
			vmcluster           | VM cluster
			vms                 | VMs
			quuxfrobnicator     | quuxfrobnicator
			createquuxinstance  | create quux instance
			dns                 | DNS
			policies            | policies
			""")
	void nounSplitsWhatItKnows(String type, String words) {
		assertThat(OciVocabulary.noun(type)).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			datascience          | Data Science
			ComputeApi           | Compute
			VIRTUALNETWORK       | Networking
			identitycontrolplane | Identity and Access Management
			quuxdatabaseapi      | Quux database API
			''                   | ''
			""")
	void serviceHasItsName(String key, String name) {
		assertThat(Services.name(key)).isEqualTo(name);
	}

	@Test
	void everyWordThatTellsHowBadItIsIsDocumented() throws IOException {
		String page = Files.readString(Path.of("docs/messages.md"));
		assertThat(Words.all().withOutcome()).allSatisfy((word) -> assertThat(page).contains("`" + word + "`"));
	}

	@Test
	void splitLeavesAnOverlongNameWhole() {
		assertThat(WordSplitter.split("instance".repeat(100))).isEqualTo(List.of("instance".repeat(100)));
	}

}
