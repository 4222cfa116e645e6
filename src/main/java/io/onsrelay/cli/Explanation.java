package io.onsrelay.cli;

import java.io.PrintWriter;

import io.onsrelay.cli.context.TextTable;
import io.onsrelay.event.Message;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.explanation.MessageExplanation;
import io.onsrelay.explanation.MessageExplanation.DestinationPreview;

/**
 * Prints how a message would be routed: the routes that apply, the destinations, and the
 * payload for each of them.
 */
final class Explanation {

	/**
	 * Tells how a body was read whose bytes say something else.
	 */
	static final String ENCODED_TWICE = "The body is JSON within a JSON string. It is read as what the string holds.";

	private final MessageExplainer explainer;

	Explanation(MessageExplainer explainer) {
		this.explainer = explainer;
	}

	void print(String file, Message message, PrintWriter out) {
		MessageExplanation explanation = this.explainer.explain(message);
		out.println("%s: %s".formatted(file, explanation.summary()));
		if (explanation.encodedTwice()) {
			out.println(ENCODED_TWICE);
		}
		TextTable applying = new TextTable("Routes");
		explanation.routes().forEach((route) -> applying.row(route.route(), route.text()));
		applying.print(out);
		if (!explanation.severities().isEmpty()) {
			TextTable severities = new TextTable("Severities");
			explanation.severities().forEach((line) -> severities.row(line.rule(), line.text()));
			severities.print(out);
		}
		TextTable destinations = new TextTable("Destinations");
		explanation.destinations()
			.forEach((one) -> destinations.row(one.destination().toString(),
					"by route " + one.route() + part(one.records())));
		explanation.muted().forEach((destination) -> destinations.row(destination.toString(), "muted now"));
		destinations.print(out);
		explanation.destinations().forEach((one) -> preview(one, out));
		out.println();
	}

	private static void preview(DestinationPreview one, PrintWriter out) {
		out.println();
		if (one.preview() == null) {
			out.println("What %s gets: this kind shows no preview".formatted(one.destination()));
			return;
		}
		out.println("What %s gets%s".formatted(one.destination(), part(one.records())));
		out.println(one.preview());
	}

	private static String part(Message.Records records) {
		return records.isAll() ? "" : " (%s)".formatted(records.inWords());
	}

}
