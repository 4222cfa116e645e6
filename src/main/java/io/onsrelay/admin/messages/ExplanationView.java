package io.onsrelay.admin.messages;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.onsrelay.explanation.MessageExplanation;
import io.onsrelay.explanation.MessageExplanation.DestinationPreview;
import io.onsrelay.explanation.MessageExplanation.RouteVerdict;
import io.onsrelay.explanation.MessageExplanation.SeverityVerdict;
import io.onsrelay.notifier.Destination;

/**
 * How a message is routed, in a response of the API.
 *
 * @param summary what it is
 * @param encodedTwice whether it is JSON within a JSON string
 * @param routes a line for each route
 * @param severities a line for each rule of severities
 * @param destinations what each destination would get
 * @param muted the destinations that are muted at present
 * @param silenced the destinations from which an active silence would hold it back, each
 * with that silence in words
 */
record ExplanationView(String summary, boolean encodedTwice, List<RouteVerdict> routes,
		List<SeverityVerdict> severities, List<PreviewView> destinations, List<String> muted,
		Map<String, String> silenced) {

	static ExplanationView of(MessageExplanation explanation) {
		return new ExplanationView(explanation.summary(), explanation.encodedTwice(), explanation.routes(),
				explanation.severities(), explanation.destinations().stream().map(PreviewView::of).toList(),
				explanation.muted().stream().map(Destination::toString).sorted().toList(), silenced(explanation));
	}

	private static Map<String, String> silenced(MessageExplanation explanation) {
		Map<String, String> silenced = new TreeMap<>();
		explanation.silenced().forEach((destination, silence) -> silenced.put(destination.toString(), silence));
		return silenced;
	}

	/**
	 * What a destination would get.
	 *
	 * @param destination the destination
	 * @param route the route that leads there
	 * @param records which records of a batch; {@code null} for all
	 * @param preview the payload; {@code null} if the kind shows none
	 */
	record PreviewView(String destination, String route, @Nullable String records, @Nullable String preview) {

		static PreviewView of(DestinationPreview one) {
			return new PreviewView(one.destination().toString(), one.route(),
					one.records().isAll() ? null : one.records().text(), one.preview());
		}

	}

}
