package io.onsrelay.explanation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.explanation.MessageExplanation.DestinationPreview;
import io.onsrelay.explanation.MessageExplanation.RouteVerdict;
import io.onsrelay.explanation.MessageExplanation.SeverityVerdict;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.RouteExplanation;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Explains how a message is routed now: the routes that apply, the clause by which the
 * others do not, the destinations, and the payload for each of them. Nothing is sent.
 */
public final class MessageExplainer {

	/**
	 * The name of destination and route where no route leads to a destination of the
	 * kind.
	 */
	private static final String UNROUTED = "preview";

	private final Router router;

	private final Function<Message, List<SeverityTable.RuleLine>> severities;

	private final NotifierRegistry notifiers;

	private final Function<List<Notification>, Map<Destination, String>> silences;

	/**
	 * Creates an explainer that knows no silences, as a command does.
	 * @param router decides where messages go
	 * @param severities explains the rules of severities
	 * @param notifiers shows what destinations would get
	 */
	public MessageExplainer(Router router, Function<Message, List<SeverityTable.RuleLine>> severities,
			NotifierRegistry notifiers) {
		this(router, severities, notifiers, (_) -> Map.of());
	}

	/**
	 * Creates an explainer.
	 * @param router decides where messages go
	 * @param severities explains the rules of severities
	 * @param notifiers shows what destinations would get
	 * @param silences tells from which destinations an active silence would hold
	 * notifications back, and that silence in words
	 */
	MessageExplainer(Router router, Function<Message, List<SeverityTable.RuleLine>> severities,
			NotifierRegistry notifiers, Function<List<Notification>, Map<Destination, String>> silences) {
		this.silences = silences;
		this.router = router;
		this.severities = severities;
		this.notifiers = notifiers;
	}

	/**
	 * Explains a message.
	 * @param message the message
	 * @return the explanation
	 */
	public MessageExplanation explain(Message message) {
		RoutingDecision decision = this.router.route(message);
		return new MessageExplanation(summary(message), message.encodedTwice(),
				this.router.explain(message).stream().map((route) -> verdict(route, message)).toList(),
				this.severities.apply(message)
					.stream()
					.map((line) -> new SeverityVerdict(line.rule(), line.text()))
					.toList(),
				decision.notifications().stream().map(this::preview).toList(), decision.muted(),
				this.silences.apply(decision.notifications()));
	}

	/**
	 * Renders a message as a destination would get it.
	 * @param message the message
	 * @param destination a configured destination
	 * @return a payload for each part that the destination gets by itself, without its
	 * secrets; empty if the kind shows none. A destination to which no route leads is
	 * shown the whole message
	 * @throws IllegalArgumentException if the destination is not configured
	 */
	public List<String> render(Message message, Destination destination) {
		List<Notification> routed = this.router.route(message)
			.notifications()
			.stream()
			.filter((candidate) -> candidate.destination().equals(destination))
			.toList();
		List<Notification> shown = routed.isEmpty()
				? this.notifiers.divide(new Notification(message, destination, UNROUTED, PresentationOverrides.NONE))
				: routed;
		return shown.stream()
			.map((notification) -> this.notifiers.get(destination).preview(notification))
			.flatMap(Optional::stream)
			.toList();
	}

	/**
	 * Renders a message for the preview tool of a kind's vendor.
	 * @param message the message
	 * @param kind the name of the kind
	 * @return what the tool takes; empty if the kind knows no such tool, or is unknown
	 */
	public Optional<String> renderForTool(Message message, String kind) {
		Notification notification = this.router.route(message)
			.notifications()
			.stream()
			.filter((candidate) -> candidate.destination().kind().equals(kind))
			.findFirst()
			.orElseGet(() -> new Notification(message, new Destination(kind, UNROUTED), UNROUTED,
					PresentationOverrides.NONE));
		return this.notifiers.vendorPreview(kind, notification);
	}

	private DestinationPreview preview(Notification notification) {
		return new DestinationPreview(notification.destination(), notification.route(),
				notification.message().records(),
				this.notifiers.get(notification.destination()).preview(notification).orElse(null));
	}

	private static String summary(Message message) {
		Content first = message.first();
		String what = first.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
				+ first.type().map((type) -> " " + type).orElse("");
		if (message.malformed()) {
			return what + ", since it is malformed JSON";
		}
		int more = message.contents().size() - 1;
		return (more == 0) ? what : what + ", and %d more in a batch".formatted(more);
	}

	private static RouteVerdict verdict(RouteExplanation explanation, Message message) {
		if (explanation.applies()) {
			return new RouteVerdict(explanation.route(), true, "applies");
		}
		int contents = message.contents().size();
		String prefix = (contents == 1) ? "does not apply: "
				: "applies to none of %d: in the first, ".formatted(contents);
		return new RouteVerdict(explanation.route(), false, prefix + explanation.mismatch());
	}

}
