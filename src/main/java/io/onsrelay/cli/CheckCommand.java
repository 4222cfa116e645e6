package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.TextTable;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.RouteDescription;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.store.maintenance.PendingDeliveries;

/**
 * Reports the mistakes in the configuration, or its destinations and routes, and on
 * request the deliveries that wait for other destinations and the messages that would go
 * elsewhere.
 */
@Command(name = "check", description = "Check the configuration and list every mistake.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class CheckCommand implements Callable<Integer> {

	private final List<String> properties;

	@Option(names = "--store",
			description = "Read the store too, and list what waits for destinations that are not configured.")
	private boolean store;

	@Option(names = "--diff",
			description = "Read the store too, and show which messages of the last 24 hours would go elsewhere.")
	private boolean diff;

	@Option(names = "--messages", paramLabel = "NUMBER", defaultValue = "" + RoutesComparison.DEFAULT_LIMIT,
			description = "How many messages --diff looks at, the newest first (default: ${DEFAULT-VALUE}).")
	private int messages;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	CheckCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		if (this.messages < 1 || this.messages > RoutesComparison.MAX_LIMIT) {
			this.spec.commandLine()
				.getErr()
				.println("--messages must be from 1 to %,d.".formatted(RoutesComparison.MAX_LIMIT));
			return CommandLine.ExitCode.USAGE;
		}
		try (CommandContext context = CommandContext.openWithWarnings(this.properties).checkedWithLibrary()) {
			PrintWriter out = this.spec.commandLine().getOut();
			out.println("The configuration is valid.");
			print(context.notifiers(), out);
			print(context.router().routes(), out);
			Severities.print(context.severities().describe(), out);
			TextTable table = new TextTable("Values that are set");
			context.configuredValues().forEach((value) -> table.row(value.name(), value.text()));
			table.print(out);
			if (this.store) {
				printRemoved(context, out);
			}
			if (this.diff) {
				new PastRoutes(context).compare(this.messages).print(out);
			}
			return 0;
		}
	}

	private static void printRemoved(CommandContext context, PrintWriter out) {
		Set<String> configured = context.notifiers()
			.destinations()
			.stream()
			.map(Destination::toString)
			.collect(Collectors.toSet());
		TextTable table = new TextTable("Removed destinations, for which deliveries wait");
		PendingDeliveries
			.in(context.property(BackupCommand.URL).orElse(""),
					context.property("spring.datasource.username").orElse(null),
					context.property("spring.datasource.password").orElse(null))
			.stream()
			.filter((pending) -> !configured.contains(pending.destination()))
			.forEach((pending) -> table.row(pending.destination(),
					"%,d, the oldest since %s".formatted(pending.count(), pending.oldest())));
		table.print(out);
	}

	private static void print(NotifierRegistry notifiers, PrintWriter out) {
		TextTable table = new TextTable("Destinations");
		for (Destination destination : notifiers.destinations()) {
			table.row(destination.toString(),
					notifiers.receivingAll().contains(destination) ? "takes every message" : "");
		}
		table.print(out);
	}

	private static void print(List<RouteDescription> routes, PrintWriter out) {
		TextTable table = new TextTable("Routes");
		for (RouteDescription route : routes) {
			table.row(route.name(), "to " + TextTable.list(route.to()));
			table.row("", "if " + route.condition());
			if (!route.unless().isEmpty()) {
				table.row("", "unless " + route.unless());
			}
			route.mute().forEach((window) -> table.row("", "muted " + window));
		}
		table.print(out);
	}

}
