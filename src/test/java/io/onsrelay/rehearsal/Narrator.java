package io.onsrelay.rehearsal;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import io.onsrelay.standin.Incident;
import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.PagerDutyEvent;
import io.onsrelay.standin.SlackPost;

/**
 * Tells a person what arrives where.
 */
final class Narrator {

	private static final String LINE = "      %-11s%s%n";

	private final PrintStream out;

	Narrator(PrintStream out) {
		this.out = out;
	}

	void open(Stage stage) {
		this.out.printf("%nons-relay rehearsal: the service, with stand-ins for OCI, Slack and PagerDuty%n");
		this.out.printf(LINE, "endpoint", stage.endpoint());
		this.out.printf(LINE, "console", stage.console() + " in a browser: user admin, password " + stage.password());
		this.out.printf(LINE, "Slack", stage.slack().channelUrl() + " in a browser: what arrives in the channel");
		this.out.printf(LINE, "metrics", stage.management() + "/actuator/prometheus");
		this.out.printf(LINE, "store", stage.directory() + ", deleted at the end");
	}

	void scene(int number, String title) {
		this.out.printf("%n%3d  %s%n", number, title);
	}

	/**
	 * Shows what a command prints.
	 */
	void printed(String line) {
		this.out.println(("      | " + line).stripTrailing());
	}

	void answered(OnsDelivery delivery) {
		String statuses = delivery.statuses().stream().map(String::valueOf).collect(Collectors.joining(", then "));
		this.out.printf(LINE, "relay", statuses + " " + delivery.last().body().strip());
	}

	void confirmed(boolean confirmed) {
		this.out.printf(LINE, "ONS",
				confirmed ? "the subscription is active" : "MISSING: the subscription is not active");
	}

	void posted(SlackPost post) {
		this.out.printf(LINE, "Slack", firstLine(post.text()));
	}

	void alerted(PagerDutyEvent event, List<Incident> incidents) {
		String summary = incidents.stream()
			.filter((incident) -> incident.deduplicationKey().equals(event.deduplicationKey()))
			.map(Incident::summary)
			.findFirst()
			.orElse("no incident that is known");
		this.out.printf(LINE, "PagerDuty", switch (event.action()) {
			case "trigger" -> "incident opened: " + event.summary();
			case "resolve" -> "incident resolved: " + summary;
			default -> event.action() + ": " + summary;
		});
	}

	void audited(int records) {
		this.out.printf(LINE, "audit", records + ((records == 1) ? " record" : " records"));
	}

	void judged(Played played) {
		if (!played.arrived().equals(played.scene().expected())) {
			this.out.printf(LINE, "MISSING", "expected " + played.scene().expected() + "; arrived " + played.arrived());
		}
	}

	void summary(boolean confirmed, List<Played> scenes) {
		this.out.printf("%nWhat arrived where%n");
		row("", "", "Slack", "PagerDuty", "PagerDuty", "audit", "");
		row("message", "answer", "posts", "opened", "resolved", "records", "");
		scenes.forEach(this::row);
		long failed = scenes.stream().filter((played) -> !played.asExpected()).count();
		this.out.printf("%n%s%n",
				(confirmed && failed == 0) ? "Everything arrived where it should, and nothing twice."
						: "%d of %d messages did not arrive as they should; the subscription is %s.".formatted(failed,
								scenes.size(), confirmed ? "active" : "not active"));
	}

	private void row(Played played) {
		Tally arrived = played.arrived();
		Object answer = played.answeredAsExpected() ? played.scene().answer() : played.delivery().last().status();
		row(played.scene().title(), answer, arrived.slack(), arrived.opened(), arrived.resolved(), arrived.audit(),
				played.asExpected() ? "as expected" : "NOT AS EXPECTED");
	}

	private void row(Object... cells) {
		this.out.println("  %-36s%-11s%5s%11s%11s%9s   %s".formatted(cells).stripTrailing());
	}

	void keepRunning(Stage stage) {
		this.out.printf("""

				The service keeps running; Ctrl-C ends it. What arrives from now on is shown here. Try:

				  %s in a browser: user admin, password %s
				  %s in a browser: the channel of the stand-in for Slack

				  curl -s %s
				  curl -s %s/actuator/prometheus | grep ^relay_
				  curl -s -u ons:%s -H 'X-OCI-NS-MessageType: Notification' \\
				       -H 'X-OCI-NS-TopicOcid: %s' \\
				       --data 'Hello from the command line' %s

				""", stage.console(), stage.password(), stage.slack().channelUrl(), stage.endpoint().resolve("/readyz"),
				stage.management(), stage.password(), stage.topic(), stage.endpoint());
	}

	private static String firstLine(String text) {
		return text.lines().findFirst().orElse("(no text)");
	}

}
