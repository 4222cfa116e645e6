package io.onsrelay.routing;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Treatment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTable}.
 */
class RouteTableTests {

	private static final String LAUNCH = "com.oraclecloud.computeapi.launchinstance.end";

	private static final String BUCKET = "com.oraclecloud.objectstorage.createbucket";

	private static final Message MESSAGE = Messages.ofEvents(LAUNCH);

	@Test
	void routeWhenRouteAppliesNotifiesItsDestinations() {
		Router router = table(route("compute", "*.computeapi.*", Severity.ERROR, "slack/ops", "pagerduty/primary"));
		assertThat(router.route(MESSAGE)).containsExactly(notification(MESSAGE, "slack/ops", "compute", Severity.ERROR),
				notification(MESSAGE, "pagerduty/primary", "compute", Severity.ERROR));
	}

	@Test
	void routeWhenNoRouteAppliesNotifiesNobody() {
		assertThat(table(route("storage", "*.objectstorage.*", null, "slack/ops")).route(MESSAGE)).isEmpty();
	}

	@Test
	void routeWhenSeveralRoutesApplyAppliesAllInTheirOrder() {
		Router router = table(route("one", "*launch*", null, "slack/b"), route("none", "x", null, "slack/c"),
				route("two", "*", null, "slack/a"));
		assertThat(router.route(MESSAGE)).containsExactly(notification(MESSAGE, "slack/b", "one", null),
				notification(MESSAGE, "slack/a", "two", null));
	}

	@Test
	void routeWhenSeveralRoutesNameDestinationFirstDecides() {
		Router router = table(route("mild", "*", Severity.INFO, "slack/ops", "slack/ops"),
				route("bad", "*", Severity.CRITICAL, "slack/ops"));
		assertThat(router.route(MESSAGE)).containsExactly(notification(MESSAGE, "slack/ops", "mild", Severity.INFO));
	}

	@Test
	void routeWhenFirstRouteThatNamesDestinationDoesNotApplyNextDecides() {
		Router router = table(route("storage", "*.objectstorage.*", Severity.INFO, "slack/ops"),
				route("rest", "*", Severity.ERROR, "slack/ops"));
		assertThat(router.route(MESSAGE)).containsExactly(notification(MESSAGE, "slack/ops", "rest", Severity.ERROR));
	}

	@Test
	void routeWhenDestinationTakesEverythingNotifiesItLast() {
		RouteTable router = new RouteTable(List.of(route("compute", "*launch*", null, "slack/ops")),
				List.of(Destination.of("audit/default")));
		assertThat(router.route(MESSAGE)).containsExactly(notification(MESSAGE, "slack/ops", "compute", null),
				notification(MESSAGE, "audit/default", "everything", null));
	}

	@Test
	void routeWhenRouteNamesDestinationThatTakesEverythingRouteDecides() {
		RouteTable router = new RouteTable(List.of(route("compute", "*launch*", Severity.ERROR, "audit/default")),
				List.of(Destination.of("audit/default")));
		assertThat(router.route(MESSAGE))
			.containsExactly(notification(MESSAGE, "audit/default", "compute", Severity.ERROR));
	}

	@Test
	void routeWhenAnyContentOfBatchFitsNotifiesOnce() {
		Message batch = Messages.ofEvents(BUCKET, LAUNCH, LAUNCH);
		assertThat(table(route("compute", "*launch*", null, "slack/ops")).route(batch))
			.containsExactly(notification(batch, "slack/ops", "compute", null));
	}

	@Test
	void routeWhenMessageIsTextOnlyEmptyConditionFits() {
		Message text = Messages.ofText("hello");
		Route everything = new Route("all", Condition.parse("{}"), null, List.of(Destination.of("slack/all")),
				Treatment.USUAL);
		assertThat(table(route("typed", "*", null, "slack/ops"), everything).route(text))
			.containsExactly(notification(text, "slack/all", "all", null));
	}

	@Test
	void routeWhenMessageIsExceptedNotifiesNobody() {
		RouteTable router = table(except("*terminate*", route("compute", "*.computeapi.*", null, "slack/ops")));
		assertThat(router.route(MESSAGE)).hasSize(1);
		assertThat(router.route(Messages.ofEvents("com.oraclecloud.computeapi.terminateinstance.end"))).isEmpty();
	}

	@Test
	void routeWhenPartOfBatchIsExceptedTheRestDecides() {
		RouteTable router = table(except("*launch*", route("compute", "*.computeapi.*", null, "slack/ops")));
		assertThat(router.route(Messages.ofEvents(LAUNCH, BUCKET))).isEmpty();
		assertThat(router.route(Messages.ofEvents(LAUNCH, "com.oraclecloud.computeapi.terminateinstance.end")))
			.hasSize(1);
	}

	private static Route except(String eventType, Route route) {
		return new Route(route.name(), route.condition(), condition(eventType), route.to(), route.treatment());
	}

	private static Condition condition(String eventType) {
		return Condition.parse("{\"eventType\": \"%s\"}".formatted(eventType));
	}

	private static RouteTable table(Route... routes) {
		return new RouteTable(List.of(routes), List.of());
	}

	private static Route route(String name, String eventType, @Nullable Severity severity, String... to) {
		return new Route(name, condition(eventType), null, Arrays.stream(to).map(Destination::of).toList(),
				Treatment.of(severity));
	}

	private static Notification notification(Message message, String destination, String route,
			@Nullable Severity severity) {
		return new Notification(message, Destination.of(destination), route, Treatment.of(severity));
	}

}
