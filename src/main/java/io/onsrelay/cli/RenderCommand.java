package io.onsrelay.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.MessageFileReader;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.event.Message;
import io.onsrelay.explanation.MessageExplainer;

/**
 * Renders messages for the preview tool of a vendor.
 */
@Command(name = "render", description = "Show a message in the form that the preview tool of a vendor takes.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class RenderCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", arity = "1..*",
			description = "A file with the body of one message; - for the standard input.")
	private List<String> files = List.of();

	@ArgGroup(exclusive = true, multiplicity = "1")
	private Tool tool = new Tool();

	RenderCommand(List<String> properties) {
		this.properties = properties;
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
		return new MessageExplainer(context.router(), context.severities()::explain, context.notifiers())
			.renderForTool(message, this.tool.kind())
			.orElseThrow(() -> new IllegalStateException("The kind %s has no preview".formatted(this.tool.kind())));
	}

	/**
	 * The tool, which the kind of notifier decides.
	 */
	private static final class Tool {

		@Option(names = "--slack", description = "JSON for https://app.slack.com/block-kit-builder, without links.")
		private boolean slack;

		@Option(names = "--teams", description = "The card, for https://adaptivecards.io/designer.")
		private boolean teams;

		@Option(names = "--email", description = "The HTML of a mail, for a browser.")
		private boolean email;

		String kind() {
			if (this.slack) {
				return "slack";
			}
			if (this.teams) {
				return "teams";
			}
			if (this.email) {
				return "email";
			}
			throw new IllegalStateException("Picocli requires one of the options");
		}

	}

}
