package io.onsrelay.routing;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link PresetReader} and the presets themselves. The event types are those
 * that Oracle's landing zone watches in each category.
 */
class PresetTests {

	private static final String CIS = "relay: {presets: [cis], preset.cis.to: [slack/ops]}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			cis-iam         | identitycontrolplane.     | createidentityprovider deleteidentityprovider
			cis-iam         | identitycontrolplane.     | updateidentityprovider createidpgroupmapping
			cis-iam         | identitycontrolplane.     | deleteidpgroupmapping updateidpgroupmapping addusertogroup
			cis-iam         | identitycontrolplane.     | creategroup deletegroup removeuserfromgroup updategroup
			cis-iam         | identitycontrolplane.     | createpolicy deletepolicy updatepolicy createuser deleteuser
			cis-iam         | identityControlPlane.     | UpdateUser UpdateUserCapabilities UpdateUserState
			cis-network     | virtualnetwork.           | createvcn deletevcn updatevcn createroutetable
			cis-network     | virtualnetwork.           | deleteroutetable updateroutetable changeroutetablecompartment
			cis-network     | virtualnetwork.           | createsecuritylist deletesecuritylist updatesecuritylist
			cis-network     | virtualnetwork.           | changesecuritylistcompartment createnetworksecuritygroup
			cis-network     | virtualnetwork.           | deletenetworksecuritygroup updatenetworksecuritygroup
			cis-network     | virtualnetwork.           | updatenetworksecuritygroupsecurityrules
			cis-network     | virtualnetwork.           | changenetworksecuritygroupcompartment createdrg deletedrg
			cis-network     | virtualnetwork.           | updatedrg createdrgattachment deletedrgattachment
			cis-network     | virtualnetwork.           | updatedrgattachment createinternetgateway
			cis-network     | virtualnetwork.           | deleteinternetgateway updateinternetgateway
			cis-network     | virtualnetwork.           | changeinternetgatewaycompartment createlocalpeeringgateway
			cis-network     | virtualnetwork.           | deletelocalpeeringgateway updatelocalpeeringgateway
			cis-network     | virtualnetwork.           | changelocalpeeringgatewaycompartment
			cis-network     | natgateway.               | createnatgateway deletenatgateway updatenatgateway
			cis-network     | natgateway.               | changenatgatewaycompartment
			cis-network     | servicegateway.           | createservicegateway deleteservicegateway.begin
			cis-network     | servicegateway.           | deleteservicegateway.end attachserviceid detachserviceid
			cis-network     | servicegateway.           | updateservicegateway changeservicegatewaycompartment
			cis-storage     | objectstorage.            | createbucket deletebucket
			cis-storage     | blockvolumes.             | deletevolume.begin
			cis-storage     | filestorage.              | deletefilesystem
			cis-database    | databaseservice.          | autonomous.database.critical dbsystem.critical
			cis-database    | databaseservice.          | autonomous.container.database.critical
			cis-database    | databaseservice.          | database.critical dbnode.critical
			cis-exadata     | databaseservice.          | exadatainfrastructure.critical
			cis-exadata     | databaseservice.          | exadatainfrastructureconnectstatus
			cis-exadata     | databaseservice.autonomous. | cloudautonomousvmcluster.critical vmcluster.critical
			cis-budget      | budgets.                  | createtriggeredalert updatealertrule deletealertrule
			cis-budget      | budgets.                  | updatebudget deletebudget
			cis-compute     | computeapi.               | terminateinstance.begin
			cis-cloud-guard | cloudguard.               | problemdetected problemdismissed problemremediated
			""")
	void cisWatchesWhatTheLandingZoneWatches(String route, String service, String types) {
		Stream.of(types.split(" "))
			.map((type) -> RoutedMessages.ofEvents("com.oraclecloud." + service + type))
			.forEach((message) -> assertThat(routes(CIS, message)).containsExactly(route));
	}

	@ParameterizedTest
	@CsvSource({ "cis-iam, identitycontrolplane.createuser", "cis-network, virtualnetwork.updatevcn",
			"cis-storage, objectstorage.createbucket", "cis-storage, objectstorage.deletebucket",
			"cis-database, databaseservice.autonomous.critical", "cis-budget, budgets.createtriggeredalert",
			"cis-compute, computeapi.terminateinstance.begin", "cis-cloud-guard, cloudguard.problemdetected",
			"cis-cloud-guard, cloudguard.problemremediated" })
	void cisWatchesEvents(String route, String fixture) {
		assertThat(routes(CIS, Fixtures.message(fixture))).containsExactly(route);
	}

	@ParameterizedTest
	@CsvSource({ "objectstorage.createobject", "computeapi.terminateinstance.end", "computeapi.launchinstance.end",
			"databaseservice.autonomous.information", "databaseservice.backup.end.failed", "alarm.v1.5.ok_to_firing",
			"log.audit", "plain.text" })
	void cisMatchesNoOtherEvents(String fixture) {
		assertThat(routes(CIS, Fixtures.message(fixture))).isEmpty();
	}

	@Test
	void cisSaysHowBadItIsAndWhatItIsAbout() {
		Notification notification = route(CIS, Fixtures.message("databaseservice.autonomous.critical")).getFirst();
		assertThat(notification.destination()).hasToString("slack/ops");
		assertThat(notification.overrides().severity()).isEqualTo(Severity.CRITICAL);
		assertThat(notification.overrides().title()).isEqualTo("Database: {{title}}");
	}

	@Test
	void cisLeavesSeverityOfProblemToItsRiskLevel() {
		assertThat(route(CIS, Fixtures.message("cloudguard.problemdetected")).getFirst().overrides().severity())
			.isNull();
	}

	@Test
	void readWhenNoPresetIsChosenBringsNothing() {
		assertThat(routes("relay.preset.cis.to: slack/ops", Fixtures.message("virtualnetwork.updatevcn"))).isEmpty();
	}

	@Test
	void readWhenUserHasRouteOfThatNameLeavesTheOtherOut() {
		String yaml = """
				relay:
				  presets: cis, cis
				  preset.cis.to: [slack/ops, pagerduty/primary]
				  routes: [{name: cis-network, condition: '{"eventType": "*.createvcn"}', to: slack/ops}]
				""";
		assertThat(routes(yaml, Fixtures.message("virtualnetwork.updatevcn"))).isEmpty();
		assertThat(routes(yaml, Fixtures.message("identitycontrolplane.createuser"))).containsExactly("cis-iam",
				"cis-iam");
	}

	@Test
	void readWhenUserHasOtherRoutesTheyComeFirst() {
		assertThat(routes("""
				relay:
				  presets: cis
				  preset.cis.to: [slack/ops, pagerduty/primary]
				  routes: [{name: all, to: slack/ops}]
				""", Fixtures.message("virtualnetwork.updatevcn"))).containsExactly("all", "cis-network");
	}

	@Test
	void readWhenOneDestinationIsMuteableGoesThere() {
		List<Notification> notifications = table("relay.presets: cis", "slack/dev", "audit/default")
			.route(Fixtures.message("virtualnetwork.updatevcn"))
			.notifications();
		assertThat(notifications).extracting((notification) -> notification.destination().toString())
			.containsExactly("slack/dev", "audit/default");
	}

	@Test
	void readWhenSeveralDestinationsAreMuteableAsks() {
		assertMistake("relay.presets: cis",
				"relay.preset.cis.to: the preset can go to several destinations: pagerduty/primary, slack/ops.",
				"Name those that its routes go to, such as [pagerduty/primary].", "slack/ops", "pagerduty/primary",
				"audit/default");
	}

	@Test
	void readWhenNoDestinationIsMuteableSaysSo() {
		assertMistake("relay.presets: cis", "relay.preset.cis.to: there is no destination that people read.",
				"Configure one below relay.notifier, or name another destination here.", "audit/default");
	}

	@Test
	void readWhenPresetIsUnknownSuggestsTheNearest() {
		assertMistake("relay.presets: [cis, cs]", "relay.presets[1]: there is no preset 'cs'. There are: cis.",
				"Did you mean cis? Correct the name or remove it.", "slack/ops");
		assertMistake("relay.presets: [nist]", "relay.presets[0]: there is no preset 'nist'. There are: cis.",
				"Correct the name or remove it.", "slack/ops");
	}

	@Test
	void readWhenSettingsAreOfUnknownPresetSuggestsTheNearest() {
		assertMistake("relay.preset.ciss.to: slack/ops",
				"relay.preset.ciss.to: nothing is called 'ciss' below relay.preset. Known there: cis.",
				"Did you mean relay.preset.cis.to? Correct the name or remove it.", "slack/ops");
	}

	@Test
	void readWhenDestinationIsMisspeltSuggestsTheNearest() {
		assertMistake("relay: {presets: cis, preset.cis.to: [slack/opps]}",
				"relay.preset.cis.to[0]: there is no destination 'slack/opps'. Configured are: slack/ops.",
				"Did you mean slack/ops? Write one of these, or configure another one below relay.notifier.",
				"slack/ops");
	}

	private static void assertMistake(String yaml, String message, String action, String... destinations) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> table(yaml, destinations));
		assertThat(failure).hasMessage(message);
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static List<String> routes(String yaml, Message message) {
		return route(yaml, message).stream().map(Notification::route).toList();
	}

	private static List<Notification> route(String yaml, Message message) {
		return table(yaml, "slack/ops", "pagerduty/primary").route(message).notifications();
	}

	private static RouteTable table(String yaml, String... destinations) {
		return new RouteTableReader(TestRegistry.of(destinations), TestClock.standing())
			.read(TestSettings.ofYaml(yaml).binder());
	}

}
