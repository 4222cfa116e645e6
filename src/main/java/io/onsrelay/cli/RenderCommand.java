package io.onsrelay.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.MessageFileReader;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * Renders messages for the preview tool of a vendor.
 */
@Command(name = "render",
		description = "Show a message as JSON for https://app.slack.com/block-kit-builder, " + "without links.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class RenderCommand implements Callable<Integer> {

	/**
	 * The name of destination and route if no route leads to a destination of the kind.
	 */
	private static final String UNROUTED = "preview";

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", arity = "1..*",
			description = "A file with the body of one message; - for the standard input.")
	private List<String> files = List.of();

	private String kind = "";

	RenderCommand(List<String> properties) {
		this.properties = properties;
	}

	@Option(names = "--slack", required = true, description = "For Slack's Block Kit Builder.")
	void slack(boolean chosen) {
		// An option for each kind, so that others can follow.
		this.kind = "slack";
	}

	@Override
	public Integer call() throws IOException {
		try (CommandContext context = CommandContext.open(this.properties).checked()) {
			MessageFileReader messages = context.messageFiles(List.of());
			for (String file : this.files) {
				Message message = messages.read(file);
				if (message.encodedTwice()) {
					// Not among the JSON, which the tool reads.
					this.spec.commandLine().getErr().println(file + ": " + Explanation.ENCODED_TWICE);
				}
				this.spec.commandLine().getOut().println(render(context, message));
			}
			return 0;
		}
	}

	private String render(CommandContext context, Message message) {
		Notification notification = context.router()
			.route(message)
			.notifications()
			.stream()
			.filter((candidate) -> candidate.destination().kind().equals(this.kind))
			.findFirst()
			.orElseGet(() -> new Notification(message, new Destination(this.kind, UNROUTED), UNROUTED,
					PresentationOverrides.NONE));
		return context.notifiers()
			.vendorPreview(this.kind, notification)
			.orElseThrow(() -> new IllegalStateException("The kind %s has no preview".formatted(this.kind)));
	}

}
