package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.RouteDescription;

/**
 * Reports the mistakes in the configuration, or its destinations and routes.
 */
@Command(name = "check", description = "Check the configuration and list every mistake.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class CheckCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	CheckCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		try (CommandContext context = CommandContext.openWithWarnings(this.properties).checkedWithLibrary()) {
			PrintWriter out = this.spec.commandLine().getOut();
			out.println("The configuration is valid.");
			print(context.notifiers(), out);
			print(context.router().routes(), out);
			TextTable table = new TextTable("Values that are set");
			context.configuredValues().forEach((value) -> table.row(value.name(), value.text()));
			table.print(out);
			return 0;
		}
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
