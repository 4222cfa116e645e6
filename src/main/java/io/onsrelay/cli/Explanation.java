package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.onsrelay.cli.context.TextTable;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.RouteExplanation;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Prints how a message would be routed: the routes that apply, the destinations, and the
 * payload for each of them.
 */
final class Explanation {

	/**
	 * Tells how a body was read whose bytes say something else.
	 */
	static final String ENCODED_TWICE = "The body is JSON within a JSON string. It is read as what the string holds.";

	private final Router router;

	private final Function<Message, List<SeverityTable.RuleLine>> severities;

	private final NotifierRegistry notifiers;

	Explanation(Router router, Function<Message, List<SeverityTable.RuleLine>> severities, NotifierRegistry notifiers) {
		this.router = router;
		this.severities = severities;
		this.notifiers = notifiers;
	}

	void print(String file, Message message, PrintWriter out) {
		RoutingDecision decision = this.router.route(message);
		List<Notification> notifications = decision.notifications();
		out.println("%s: %s".formatted(file, describe(message)));
		if (message.encodedTwice()) {
			out.println(ENCODED_TWICE);
		}
		TextTable applying = new TextTable("Routes");
		this.router.explain(message)
			.forEach((explanation) -> applying.row(explanation.route(), verdict(explanation, message)));
		applying.print(out);
		Severities.print(this.severities.apply(message), out);
		TextTable destinations = new TextTable("Destinations");
		notifications.forEach((notification) -> destinations.row(notification.destination().toString(),
				"by route " + notification.route() + part(notification.message())));
		decision.muted().forEach((destination) -> destinations.row(destination.toString(), "muted now"));
		destinations.print(out);
		notifications.forEach((notification) -> preview(notification, out));
		out.println();
	}

	private void preview(Notification notification, PrintWriter out) {
		out.println();
		Optional<String> payload = this.notifiers.get(notification.destination()).preview(notification);
		payload.ifPresentOrElse((text) -> {
			out.println("What %s gets".formatted(notification.destination()) + part(notification.message()));
			out.println(text);
		}, () -> out.println("What %s gets: this kind shows no preview".formatted(notification.destination())));
	}

	private static String part(Message message) {
		return message.records().isAll() ? "" : " (%s)".formatted(message.records().inWords());
	}

	private static String describe(Message message) {
		Content first = message.first();
		String what = first.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
				+ first.type().map((type) -> " " + type).orElse("");
		if (message.malformed()) {
			return what + ", since it is malformed JSON";
		}
		int more = message.contents().size() - 1;
		return (more == 0) ? what : what + ", and %d more in a batch".formatted(more);
	}

	private static String verdict(RouteExplanation explanation, Message message) {
		if (explanation.applies()) {
			return "applies";
		}
		int contents = message.contents().size();
		String prefix = (contents == 1) ? "does not apply: "
				: "applies to none of %d: in the first, ".formatted(contents);
		return prefix + explanation.mismatch();
	}

}
