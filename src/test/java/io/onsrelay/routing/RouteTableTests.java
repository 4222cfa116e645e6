package io.onsrelay.routing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.routing.mute.MuteWindow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTable}.
 */
class RouteTableTests {

	private static final String LAUNCH = "com.oraclecloud.computeapi.launchinstance.end";

	private static final String BUCKET = "com.oraclecloud.objectstorage.createbucket";

	/** A Sunday, at noon. */
	private static final TestClock CLOCK = TestClock.standing();

	private static final Message MESSAGE = RoutedMessages.ofEvents(LAUNCH);

	@Test
	void routeWhenRouteAppliesNotifiesItsDestinations() {
		Router router = table(route("compute", "*.computeapi.*", Severity.ERROR, "slack/ops", "pagerduty/primary"));
		assertThat(router.route(MESSAGE).notifications()).containsExactly(
				notification(MESSAGE, "slack/ops", "compute", Severity.ERROR),
				notification(MESSAGE, "pagerduty/primary", "compute", Severity.ERROR));
	}

	@Test
	void routeWhenNoRouteAppliesNotifiesNoDestination() {
		assertThat(table(route("storage", "*.objectstorage.*", null, "slack/ops")).route(MESSAGE).notifications())
			.isEmpty();
	}

	@Test
	void routeWhenSeveralRoutesApplyAppliesAllInTheirOrder() {
		Router router = table(route("one", "*launch*", null, "slack/b"), route("none", "x", null, "slack/c"),
				route("two", "*", null, "slack/a"));
		assertThat(router.route(MESSAGE).notifications()).containsExactly(notification(MESSAGE, "slack/b", "one", null),
				notification(MESSAGE, "slack/a", "two", null));
	}

	@Test
	void routeWhenSeveralRoutesNameDestinationFirstDecides() {
		Router router = table(route("mild", "*", Severity.INFO, "slack/ops", "slack/ops"),
				route("bad", "*", Severity.CRITICAL, "slack/ops"));
		assertThat(router.route(MESSAGE).notifications())
			.containsExactly(notification(MESSAGE, "slack/ops", "mild", Severity.INFO));
	}

	@Test
	void routeWhenFirstRouteThatNamesDestinationDoesNotApplyNextDecides() {
		Router router = table(route("storage", "*.objectstorage.*", Severity.INFO, "slack/ops"),
				route("rest", "*", Severity.ERROR, "slack/ops"));
		assertThat(router.route(MESSAGE).notifications())
			.containsExactly(notification(MESSAGE, "slack/ops", "rest", Severity.ERROR));
	}

	@Test
	void routeWhenDestinationReceivesAllNotifiesItLast() {
		RouteTable router = tableWithAudit(route("compute", "*launch*", null, "slack/ops"));
		assertThat(router.route(MESSAGE).notifications()).containsExactly(
				notification(MESSAGE, "slack/ops", "compute", null),
				notification(MESSAGE, "audit/default", "catch-all", null));
	}

	@Test
	void routeWhenRouteNamesDestinationThatReceivesAllRouteDecides() {
		RouteTable router = tableWithAudit(route("compute", "*launch*", Severity.ERROR, "audit/default"));
		assertThat(router.route(MESSAGE).notifications())
			.containsExactly(notification(MESSAGE, "audit/default", "compute", Severity.ERROR));
	}

	@Test
	void routeWhenRecordsOfBatchFitNotifiesOfThem() {
		Message batch = RoutedMessages.ofEvents(BUCKET, LAUNCH, LAUNCH);
		assertThat(table(route("compute", "*launch*", null, "slack/ops")).route(batch).notifications())
			.containsExactly(notification(part(batch, "2-3"), "slack/ops", "compute", null));
		assertThat(table(route("all", "*", null, "slack/ops")).route(batch).notifications())
			.containsExactly(notification(batch, "slack/ops", "all", null));
	}

	@Test
	void routeWhenSeveralRoutesNameDestinationItGetsEachRecordOnceUnderTheFirst() {
		Message batch = RoutedMessages.ofEvents(BUCKET, LAUNCH, BUCKET, "other");
		Router router = table(route("compute", "*launch*", Severity.CRITICAL, "slack/ops"),
				route("storage", "*bucket*", Severity.INFO, "slack/ops"), route("rest", "*", null, "slack/ops"));
		assertThat(router.route(batch).notifications()).containsExactly(
				notification(part(batch, "2"), "slack/ops", "compute", Severity.CRITICAL),
				notification(part(batch, "1,3"), "slack/ops", "storage", Severity.INFO),
				notification(part(batch, "4"), "slack/ops", "rest", null));
	}

	@Test
	void routeWhenRouteOfRecordIsMutedRecordGoesUnderTheNext() {
		Message batch = RoutedMessages.ofEvents(BUCKET, LAUNCH);
		Router router = table(mute(route("compute", "*launch*", null, "slack/ops")),
				route("storage", "*bucket*", null, "slack/ops"));
		assertThat(router.route(batch).notifications())
			.containsExactly(notification(part(batch, "1"), "slack/ops", "storage", null));
	}

	@Test
	void routeWhenDestinationIsStoreItGetsTheBatchAsAWholeAndOnce() {
		Message batch = RoutedMessages.ofEvents(BUCKET, LAUNCH);
		RouteTable router = tableWithAudit(route("compute", "*launch*", null, "audit/default", "slack/ops"),
				route("storage", "*bucket*", null, "audit/default"));
		assertThat(router.route(batch).notifications()).containsExactly(
				notification(batch, "audit/default", "compute", null),
				notification(part(batch, "2"), "slack/ops", "compute", null));
	}

	@Test
	void routeWhenKindDividesBatchesNotifiesOfEachPart() {
		Message batch = RoutedMessages.ofEvents(LAUNCH, BUCKET, LAUNCH);
		RouteTable router = new RouteTable(List.of(route("compute", "*launch*", null, "pagerduty/a", "slack/ops")),
				TestRegistry.of("slack/ops", "pagerduty/a"), CLOCK);
		assertThat(router.route(batch).notifications()).containsExactly(
				notification(part(batch, "1"), "pagerduty/a", "compute", null),
				notification(part(batch, "3"), "pagerduty/a", "compute", null),
				notification(part(batch, "1,3"), "slack/ops", "compute", null));
	}

	@Test
	void routeWhenMessageIsTextOnlyEmptyConditionFits() {
		Message text = RoutedMessages.ofText("hello");
		Route all = new Route("all", Condition.parse("{}"), null, List.of(Destination.of("slack/all")), List.of(),
				PresentationOverrides.NONE);
		assertThat(table(route("typed", "*", null, "slack/ops"), all).route(text).notifications())
			.containsExactly(notification(text, "slack/all", "all", null));
	}

	@Test
	void routeWhenMessageIsExceptedNotifiesNoDestination() {
		RouteTable router = table(except("*terminate*", route("compute", "*.computeapi.*", null, "slack/ops")));
		assertThat(router.route(MESSAGE).notifications()).hasSize(1);
		assertThat(router.route(RoutedMessages.ofEvents("com.oraclecloud.computeapi.terminateinstance.end"))
			.notifications()).isEmpty();
	}

	@Test
	void routeWhenPartOfBatchIsExceptedTheRestDecides() {
		RouteTable router = table(except("*launch*", route("compute", "*.computeapi.*", null, "slack/ops")));
		assertThat(router.route(RoutedMessages.ofEvents(LAUNCH, BUCKET)).notifications()).isEmpty();
		assertThat(router.route(RoutedMessages.ofEvents(LAUNCH, "com.oraclecloud.computeapi.terminateinstance.end"))
			.notifications()).hasSize(1);
	}

	@Test
	void routeWhenRouteIsMutedNotifiesStoresOnly() {
		RoutingDecision decision = tableWithAudit(mute(route("all", "*", null, "slack/ops", "audit/default")))
			.route(MESSAGE);
		assertThat(decision.notifications()).containsExactly(notification(MESSAGE, "audit/default", "all", null));
		assertThat(decision.muted()).containsExactly(Destination.of("slack/ops"));
	}

	@Test
	void routeWhenOtherRouteIsNotMutedGoesThereUnderIt() {
		RoutingDecision decision = table(mute(route("muted", "*", Severity.INFO, "slack/ops")),
				route("loud", "*", Severity.ERROR, "slack/ops"))
			.route(MESSAGE);
		assertThat(decision.notifications())
			.containsExactly(notification(MESSAGE, "slack/ops", "loud", Severity.ERROR));
		assertThat(decision.muted()).isEmpty();
	}

	@Test
	void routeWhenMutedRouteDoesNotApplyMutesNothing() {
		assertThat(table(mute(route("storage", "*.objectstorage.*", null, "slack/ops"))).route(MESSAGE))
			.isEqualTo(new RoutingDecision(List.of(), Set.of()));
	}

	@Test
	void routeWhenWindowIsOverIsMutedNoMore() {
		TestClock clock = TestClock.standing();
		RouteTable router = new RouteTable(List.of(mute(route("all", "*", null, "slack/ops"))),
				TestRegistry.of("slack/ops"), clock);
		assertThat(router.route(MESSAGE).notifications()).isEmpty();
		clock.move(Duration.ofHours(1));
		assertThat(router.route(MESSAGE).notifications()).hasSize(1);
	}

	@Test
	void routesAreThoseOfTheConfiguration() {
		assertThat(
				table(route("one", "*", null, "slack/b", "slack/a"), mute(route("two", "x", null, "slack/a"))).routes())
			.containsExactly(
					new RouteDescription("one", "{\"eventType\": \"*\"}", "", List.of(),
							List.of(Destination.of("slack/b"), Destination.of("slack/a"))),
					new RouteDescription("two", "{\"eventType\": \"x\"}", "", List.of("sun from 12:00 to 13:00 Z"),
							List.of(Destination.of("slack/a"))));
	}

	@Test
	void explainSaysOfEachRouteWhetherItAppliesOrWhyNot() {
		RouteTable router = table(route("all", "*", null, "slack/ops"), mute(route("muted", "*", null, "slack/ops")),
				route("other", "x", null, "slack/ops"), except("*launch*", route("except", "*", null, "slack/ops")));
		assertThat(router.explain(MESSAGE)).containsExactly(new RouteExplanation("all", null),
				new RouteExplanation("muted", null), new RouteExplanation("other", "eventType is \"" + LAUNCH + "\""),
				new RouteExplanation("except", "the condition fits, but something else in the route holds it back"));
		assertThat(router.explain(MESSAGE)).extracting(RouteExplanation::applies)
			.containsExactly(true, true, false, false);
	}

	@Test
	void explainOfBatchIsOfItsFirstContentWhereNoneFits() {
		RouteTable router = table(route("none", "x", null, "slack/ops"),
				route("second", "*launch*", null, "slack/ops"));
		assertThat(router.explain(RoutedMessages.ofEvents(BUCKET, LAUNCH))).containsExactly(
				new RouteExplanation("none", "eventType is \"" + BUCKET + "\""), new RouteExplanation("second", null));
	}

	@Test
	void isRoutedWhenRouteAppliesIsTrue() {
		assertThat(tableWithAudit(route("all", "*", null, "slack/ops")).route(MESSAGE).isRouted()).isTrue();
		assertThat(tableWithAudit(mute(route("all", "*", null, "slack/ops"))).route(MESSAGE).isRouted()).isTrue();
	}

	@Test
	void isRoutedWhenOnlyDestinationsThatReceiveAllGetItIsFalse() {
		assertThat(tableWithAudit(route("none", "x", null, "slack/ops")).route(MESSAGE).isRouted()).isFalse();
		assertThat(table().route(MESSAGE).isRouted()).isFalse();
	}

	private static Message part(Message batch, String records) {
		return batch.part(new Message.Records(records));
	}

	private static Route mute(Route route) {
		MuteWindow lunch = new MuteWindow(Set.of(DayOfWeek.SUNDAY), LocalTime.of(12, 0), LocalTime.of(13, 0),
				ZoneOffset.UTC);
		return new Route(route.name(), route.condition(), route.unless(), route.to(), List.of(lunch),
				route.overrides());
	}

	private static Route except(String eventType, Route route) {
		return new Route(route.name(), route.condition(), condition(eventType), route.to(), route.mute(),
				route.overrides());
	}

	private static Condition condition(String eventType) {
		return Condition.parse("{\"eventType\": \"%s\"}".formatted(eventType));
	}

	private static RouteTable table(Route... routes) {
		return new RouteTable(List.of(routes), TestRegistry.of("slack/ops"), CLOCK);
	}

	private static RouteTable tableWithAudit(Route... routes) {
		return new RouteTable(List.of(routes), TestRegistry.of("slack/ops", "audit/default"), CLOCK);
	}

	private static Route route(String name, String eventType, @Nullable Severity severity, String... to) {
		return new Route(name, condition(eventType), null, Arrays.stream(to).map(Destination::of).toList(), List.of(),
				PresentationOverrides.of(severity));
	}

	private static Notification notification(Message message, String destination, String route,
			@Nullable Severity severity) {
		return new Notification(message, Destination.of(destination), route, PresentationOverrides.of(severity));
	}

}
