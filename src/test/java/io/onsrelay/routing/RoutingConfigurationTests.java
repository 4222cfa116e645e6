package io.onsrelay.routing;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link RoutingConfiguration}: from what users write to where messages go, or
 * to what users read.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoutingConfigurationTests {

	@Test
	void routerIsBean() {
		new ApplicationContextRunner().withUserConfiguration(RoutingConfiguration.class)
			.withBean(StrictBinder.class, () -> TestSettings.none().binder())
			.withBean(NotifierRegistry.class, () -> TestRegistry.of("audit/default"))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> assertThat(context).hasSingleBean(Router.class));
	}

	@Test
	void routeWhenAllPropertiesAreConfiguredFollowsThem() {
		Notification notification = route("""
				relay.routes:
				- name: lifecycle
				  condition: '{"eventType": "*.launchinstance.*"}'
				  to: [slack/ops]
				  severity: WARNing
				""").getFirst();
		assertThat(notification.destination()).hasToString("slack/ops");
		assertThat(notification.route()).isEqualTo("lifecycle");
		assertThat(notification.overrides().severity()).isEqualTo(Severity.WARNING);
	}

	@Test
	void routeWhenOnlyDestinationIsConfiguredAppliesToAllMessagesUnderItsNumber() {
		List<Notification> notifications = route("""
				relay.routes:
				- to: slack/ops
				- name:
				  to: slack/dev, pagerduty/primary
				""");
		assertThat(notifications)
			.extracting(Notification::route, (notification) -> notification.destination().toString())
			.startsWith(tuple("route-1", "slack/ops"), tuple("route-2", "slack/dev"),
					tuple("route-2", "pagerduty/primary"));
		assertThat(notifications).extracting((notification) -> notification.overrides().severity()).containsOnlyNulls();
	}

	@Test
	void routeWhenConfiguredByEnvironmentVariablesFollowsThem() {
		Router router = router(TestSettings.ofVariables(Map.of("RELAY_ROUTES_0_TO_0", "slack/ops",
				"RELAY_ROUTES_0_CONDITION", "{\"eventType\": \"*launch*\"}", "RELAY_ROUTES_0_SEVERITY", "error",
				"RELAY_ROUTES_1_TO", "slack/dev", "RELAY_ROUTES_1_NAME", "dev")));
		assertThat(router.route(RoutedMessages.ofEvents("launch")).notifications())
			.extracting(Notification::route, (notification) -> notification.overrides().severity())
			.startsWith(tuple("route-1", Severity.ERROR), tuple("dev", null));
		assertThat(router.route(RoutedMessages.ofEvents("stop")).notifications()).extracting(Notification::route)
			.startsWith("dev");
	}

	@Test
	void startWhenThereAreNoRoutesWarns(CapturedOutput output) {
		assertThat(route("relay.routes: []")).extracting(Notification::route).containsExactly("catch-all");
		assertThat(output).contains("WARN")
			.contains("No routes are configured (relay.routes): only the destinations that get every message "
					+ "receive any: [audit/default]");
	}

	@Test
	void startWhenThereAreRoutesDoesNotWarn(CapturedOutput output) {
		route("relay.routes: [{to: slack/ops}]");
		assertThat(output).doesNotContain("No routes");
	}

	@Test
	void startWhenDestinationIsMisspeltSuggestsTheNearest() {
		assertMistake("relay.routes: [{to: slack/ops}, {to: [slack/dev, slack/opps]}]",
				"relay.routes[1].to[1]: there is no destination 'slack/opps'. "
						+ "Configured are: audit/default, pagerduty/primary, slack/dev, slack/ops.",
				"Did you mean slack/ops? Write one of these, or configure another one below relay.notifier.");
	}

	@Test
	void startWhenDestinationIsLikeNoneSuggestsNothing() {
		assertMistake("relay.routes: [{to: teams}]",
				"relay.routes[0].to[0]: there is no destination 'teams'. "
						+ "Configured are: audit/default, pagerduty/primary, slack/dev, slack/ops.",
				"Write one of these, or configure another one below relay.notifier.");
	}

	@Test
	void startWhenRouteHasNoDestinationSaysSo() {
		assertMistake("relay.routes: [{name: x}]", "relay.routes[0].to: a value is required here.",
				"Set relay.routes[0].to.");
		assertMistake("relay.routes: [{name: x, to: []}]", "relay.routes[0].to: a value is required here.",
				"Set relay.routes[0].to.");
	}

	@Test
	void startWhenConditionIsWrongShowsWhere() {
		assertMistake("""
				relay.routes:
				- to: slack/ops
				  condition: '{"eventType": ["a",]}'
				""", """
				relay.routes[0].condition: line 1, column 20: this is not JSON: Unexpected character (']' (code 93)): \
				expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false').
				    {"eventType": ["a",]}
				                       ^""", """
				Correct the condition. It is the JSON of a condition of an OCI Events rule, see \
				https://docs.oracle.com/en-us/iaas/Content/Events/Concepts/filterevents.htm; \
				in YAML, put it in single quotes.""");
	}

	@Test
	void startWhenConditionHasSeveralLinesShowsTheOne() {
		assertThat(failure("""
				relay.routes:
				- to: slack/ops
				  condition: |
				    {
				      "data": null
				    }
				""")).hasMessage(
				"""
						relay.routes[0].condition: line 2, column 11: null can't be matched; a key that is named must have a value.
						      "data": null
						              ^""");
	}

	@Test
	void startWhenConditionIsNotQuotedAsksForQuotes() {
		assertMistake("relay.routes: [{to: slack/ops, condition: {source: x}}]",
				"relay.routes[0].condition.source: relay.routes[0].condition is one value and has no keys below it.",
				"Write relay.routes[0].condition as one text; in YAML, put it in quotes.");
	}

	@Test
	void startWhenEmptyConditionIsNotQuotedSaysHowToWriteIt() {
		assertThat(failure("relay.routes: [{to: slack/ops, condition: {}}]")).hasMessageStartingWith(
				"relay.routes[0].condition: line 1, column 1: the condition is empty; one that matches everything is {}.");
	}

	@Test
	void startWhenNameIsTakenNamesTheOther() {
		assertMistake("relay.routes: [{name: a, to: slack/ops}, {to: slack/ops}, {name: a, to: slack/dev}]",
				"relay.routes[2].name: relay.routes[0] is called 'a' already.", "Give each route a name of its own.");
	}

	@Test
	void startWhenNameIsThatOfUnnamedRouteNamesTheOther() {
		assertMistake("relay.routes: [{name: route-2, to: slack/ops}, {to: slack/ops}]",
				"relay.routes[1].name: relay.routes[0] is called 'route-2' already.",
				"Give each route a name of its own.");
	}

	@Test
	void startWhenNameIsReservedSaysSo() {
		assertMistake("relay.routes: [{name: catch-all, to: slack/ops}]",
				"relay.routes[0].name: 'catch-all' is the name of the route for destinations that get every message.",
				"Give the route another name.");
	}

	@Test
	void startWhenSeverityIsUnknownListsThem() {
		assertMistake("relay.routes: [{to: slack/ops, severity: urgent}]",
				"relay.routes[0].severity: 'urgent' is none of info, warning, error, critical.",
				"Write one of these words.");
	}

	@Test
	void startWhenKeyIsUnknownSuggestsTheNearest() {
		assertMistake("relay.routes: [{to: slack/ops, conditon: '{}'}, {to: slack/dev}]",
				"relay.routes[0].conditon: nothing is called 'conditon' below relay.routes[0]. "
						+ "Known there: action, condition, mention, mute, name, severity, text, title, to, unless.",
				"Did you mean relay.routes[0].condition? Correct the name or remove it.");
	}

	private static void assertMistake(String yaml, String message, String action) {
		InvalidConfigurationException failure = failure(yaml);
		assertThat(failure).hasMessage(message);
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static InvalidConfigurationException failure(String yaml) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> router(TestSettings.ofYaml(yaml)));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static List<Notification> route(String yaml) {
		return router(TestSettings.ofYaml(yaml))
			.route(RoutedMessages.ofEvents("com.oraclecloud.computeapi.launchinstance.end"))
			.notifications();
	}

	private static Router router(TestSettings settings) {
		return new RouteTableReader(TestRegistry.of("slack/ops", "slack/dev", "pagerduty/primary", "audit/default"),
				TestClock.standing())
			.read(settings.binder());
	}

}
