package io.onsrelay.explanation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;

/**
 * How a message is routed now, and what each destination would get.
 *
 * @param summary what the message is, such as {@code event com.oraclecloud…}
 * @param encodedTwice whether the body is JSON within a JSON string, and is read as what
 * the string holds
 * @param routes a line for each route, in the order in which they apply
 * @param severities a line for each rule of {@code relay.severity}, in their order
 * @param destinations the destinations that would get it, in the order of the routes; of
 * a batch, one for each part that a destination gets by itself
 * @param muted the destinations of applying routes that get nothing at present, because
 * each of these routes is muted
 * @param silenced the destinations that would get nothing because an active silence
 * matches the message, each with the silence in words
 */
public record MessageExplanation(String summary, boolean encodedTwice, List<RouteVerdict> routes,
		List<SeverityVerdict> severities, List<DestinationPreview> destinations, Set<Destination> muted,
		Map<Destination, String> silenced) {

	/**
	 * Keeps copies.
	 */
	public MessageExplanation {
		routes = List.copyOf(routes);
		severities = List.copyOf(severities);
		destinations = List.copyOf(destinations);
		muted = Set.copyOf(muted);
		silenced = Map.copyOf(silenced);
	}

	/**
	 * Whether a route applies.
	 *
	 * @param route its name
	 * @param applies whether it applies; a muted route does
	 * @param text {@code applies}, or the clause by which it does not, such as
	 * {@code does not apply: eventType is "a", not "b"}
	 */
	public record RouteVerdict(String route, boolean applies, String text) {
	}

	/**
	 * Whether a rule of severities applies.
	 *
	 * @param rule its property, such as {@code relay.severity[0]}
	 * @param text the severity that it gives, or why it gives none
	 */
	public record SeverityVerdict(String rule, String text) {
	}

	/**
	 * What a destination would get.
	 *
	 * @param destination the destination
	 * @param route the route that sends it there
	 * @param records which records of a batch it gets; {@link Message.Records#ALL} for
	 * all
	 * @param preview the payload without its secrets; {@code null} if the kind shows none
	 */
	public record DestinationPreview(Destination destination, String route, Message.Records records,
			@Nullable String preview) {
	}

}
