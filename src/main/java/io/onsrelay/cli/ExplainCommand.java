package io.onsrelay.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import io.onsrelay.explanation.MessageExplainer;

/**
 * Explains how messages would be routed and shown.
 */
@Command(name = "explain",
		description = "Explain which routes apply to a message, which don't and why, and show "
				+ "what each destination would get. Nothing is sent.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class ExplainCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", arity = "1..*",
			description = "A file with the body of one message; - for the standard input.")
	private List<String> files = List.of();

	@Option(names = "--header", paramLabel = "HEADER",
			description = "A header of the message, such as 'X-OCI-NS-TopicOcid: ocid1.onstopic…'. May be repeated.")
	private List<String> headers = List.of();

	ExplainCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() throws IOException {
		try (CommandContext context = CommandContext.open(this.properties).checked()) {
			PrintWriter out = this.spec.commandLine().getOut();
			MessageFileReader messages = context.messageFiles(this.headers);
			Explanation explanation = new Explanation(
					new MessageExplainer(context.router(), context.severities()::explain, context.notifiers()));
			for (String file : this.files) {
				explanation.print(file, messages.read(file), out);
			}
			return 0;
		}
	}

}
