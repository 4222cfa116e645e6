package io.onsrelay.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.MessageFileReader;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * Shows messages in a form that a vendor's own preview takes.
 */
@Command(name = "render",
		description = "Show a message as JSON for https://app.slack.com/block-kit-builder, " + "without links.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class RenderCommand implements Callable<Integer> {

	private static final String SLACK = "slack";

	/**
	 * A channel that is always there, so that nothing needs to be configured.
	 */
	private static final Destination PREVIEW = new Destination(SLACK, "preview");

	private static final Map<String, Object> PREVIEW_SETTINGS = Map.of("relay.notifier.slack.preview.webhook-url",
			"https://slack.invalid/preview");

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", arity = "1..*",
			description = "A file with the body of one message; - for the standard input.")
	private List<String> files = List.of();

	RenderCommand(List<String> properties) {
		this.properties = properties;
	}

	@Option(names = "--slack", required = true, description = "For Slack's Block Kit Builder.")
	void slack(boolean chosen) {
		// Whose form it is has to be said, so that others can follow; there is one so
		// far.
	}

	@Override
	public Integer call() throws IOException {
		try (CommandContext context = CommandContext.open(this.properties, PREVIEW_SETTINGS).checked()) {
			MessageFileReader messages = context.messageFiles(List.of());
			for (String file : this.files) {
				this.spec.commandLine().getOut().println(render(context, messages.read(file)));
			}
			return 0;
		}
	}

	private static String render(CommandContext context, Message message) {
		Notification notification = context.router()
			.route(message)
			.notifications()
			.stream()
			.filter((candidate) -> candidate.destination().kind().equals(SLACK))
			.findFirst()
			.orElseGet(() -> new Notification(message, PREVIEW, PREVIEW.name(), PresentationOverrides.NONE));
		return context.notifiers()
			.get(notification.destination())
			.preview(notification)
			.map(BlockKit::withoutLinks)
			.orElseThrow(() -> new IllegalStateException("This version of Slack's notifier shows no preview"));
	}

}
