package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.TextTable;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.ControlPlane.Rule;
import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;
import io.onsrelay.provisioning.pipeline.ControlPlane.Topic;
import io.onsrelay.provisioning.pipeline.Pipeline;
import io.onsrelay.store.maintenance.LastMessages;

/**
 * Shows whether what leads from OCI to this service works.
 */
@Command(name = "status",
		description = "Show topics, subscriptions and rules, and what is wrong with them. The exit status is 1 if "
				+ "something is.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class StatusCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--compartment", required = true, paramLabel = "OCID",
			description = "The compartment of topic, subscription and rules.")
	private String compartment = "";

	@Option(names = "--topic", paramLabel = "NAME",
			description = "The name of the topic; without it, every topic with the tag ons-relay.")
	private @Nullable String topic;

	StatusCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec, this::checked, (options) -> options.show());
	}

	private StatusCommand checked() {
		Pipeline.checkCompartment(this.compartment);
		if (this.topic != null) {
			Pipeline.checkName(this.topic);
		}
		return this;
	}

	private int show() {
		PrintWriter out = this.spec.commandLine().getOut();
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				ControlPlane oci = context.oci().open(out::println)) {
			List<Topic> topics = oci.topics(this.compartment).stream().filter(this::selected).toList();
			if (topics.isEmpty()) {
				this.spec.commandLine()
					.getErr()
					.println((this.topic != null) ? "This compartment has no topic %s.".formatted(this.topic)
							: "No topic of this compartment has the tag ons-relay. Name one with --topic.");
				return CommandLine.ExitCode.SOFTWARE;
			}
			List<String> problems = new ArrayList<>();
			print(topics, context, out, problems);
			subscriptions(oci, topics, out, problems);
			rules(oci, topics, out, problems);
			out.println();
			out.println(signatures(context.property("relay.ingest.signature").orElse("report")));
			problems.forEach((problem) -> out.println("! " + problem));
			if (problems.isEmpty()) {
				out.println("Nothing is wrong as far as OCI shows.");
			}
			return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}

	private static String signatures(String mode) {
		return switch (mode) {
			// What YAML makes of off
			case "off", "false" -> "Signatures are stored with each message, and not checked.";
			case "enforce" ->
				"Messages whose signature does not verify are refused. signature check tries what is stored.";
			default -> "Signatures are checked, and refuse nothing. signature check says what verifies.";
		};
	}

	private boolean selected(Topic each) {
		return (this.topic != null) ? each.name().equals(this.topic) : each.tags().containsKey(Pipeline.TAG);
	}

	private void print(List<Topic> topics, CommandContext context, PrintWriter out, List<String> problems) {
		TextTable table = new TextTable("Topics");
		String unknown = "";
		LastMessages last = new LastMessages(Map.of());
		try {
			last = LastMessages.in(context.property("spring.datasource.url").orElse(""),
					context.property("spring.datasource.username").orElse(null),
					context.property("spring.datasource.password").orElse(null),
					topics.stream().map(Topic::id).toList());
		}
		// The store may be on another machine
		catch (RuntimeException ex) {
			unknown = "unknown. " + ex.getMessage();
		}
		for (Topic each : topics) {
			table.row(each.name(), "%s, %s".formatted(each.state(), each.id()));
			String time = last.byTopic().containsKey(each.id()) ? last.byTopic().get(each.id()).toString() : "none";
			table.row("", "last message: " + (unknown.isEmpty() ? time : unknown));
			if (!each.active()) {
				problems.add("The topic %s is %s.".formatted(each.name(), each.state()));
			}
		}
		table.print(out);
	}

	private void subscriptions(ControlPlane oci, List<Topic> topics, PrintWriter out, List<String> problems) {
		TextTable table = new TextTable("Subscriptions");
		List<Subscription> all = oci.subscriptions(this.compartment);
		for (Topic each : topics) {
			List<Subscription> found = all.stream()
				.filter((subscription) -> subscription.topicId().equals(each.id()) && subscription.https())
				.toList();
			found.forEach((subscription) -> print(subscription, table, problems));
			if (found.isEmpty()) {
				problems.add("The topic %s has no HTTPS subscription in this compartment: run provision."
					.formatted(each.name()));
			}
			if (found.stream().filter(Subscription::active).count() > 1) {
				problems.add("The topic %s has several active subscriptions: each message arrives by all of them."
					.formatted(each.name()));
			}
		}
		table.print(out);
	}

	private static void print(Subscription subscription, TextTable table, List<String> problems) {
		table.row(subscription.address(), "%s, %s".formatted(subscription.state(), subscription.id()));
		table.row("",
				"messages are sent again for %s".formatted(Pipeline.inWords(subscription.effectiveRetryDuration())));
		if (subscription.state() == Subscription.State.PENDING) {
			problems
				.add(("%s is PENDING and gets no messages: the endpoint has not confirmed it. Run resend; if it stays "
						+ "so, run provision again, which says why.")
					.formatted(subscription.address()));
		}
	}

	private void rules(ControlPlane oci, List<Topic> topics, PrintWriter out, List<String> problems) {
		TextTable table = new TextTable("Rules");
		List<String> names = topics.stream().map(Topic::name).toList();
		for (Rule rule : oci.rules(this.compartment, (tags) -> names.contains(tags.get(Pipeline.TAG)))) {
			table.row(rule.name(), "%s%s, %s".formatted(rule.state(), rule.enabled() ? "" : ", disabled", rule.id()));
			table.row("", "condition " + rule.content().condition());
			rule.content().actions().forEach((action) -> table.row("", "calls " + action));
			if (!rule.message().isEmpty()) {
				table.row("", rule.message());
			}
			if (!rule.state().equals("ACTIVE") || !rule.enabled()) {
				problems.add("The rule %s is %s: no event comes by it. Run provision to enable it."
					.formatted(rule.name(), rule.enabled() ? rule.state() : "disabled"));
			}
		}
		table.print(out);
	}

}
