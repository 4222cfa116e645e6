package io.onsrelay.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.notifier.Destination;
import io.onsrelay.testmessage.TestKind;
import io.onsrelay.testmessage.TestResult;

/**
 * Sends a test message to one destination.
 */
@Command(name = "test",
		description = "Send a test message to one destination and show what it answers. The store is not "
				+ "opened, and a running service is not disturbed.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class TestCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "DESTINATION", description = "Kind and name of the destination, such as slack/ops.")
	private String destination = "";

	@Option(names = "--alarm", paramLabel = "STATE",
			description = "Send a critical alarm instead of a note: firing opens an incident, ok closes it.")
	private @Nullable String alarm;

	TestCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec,
				() -> new Request(Destination.of(this.destination), TestKind.ofAlarm(this.alarm)), this::send);
	}

	private int send(Request request) {
		try (CommandContext context = CommandContext.openWithEmptyStore(this.properties).checked()) {
			TestResult result = context.testMessages().send(request.destination(), request.kind());
			CommandLine line = this.spec.commandLine();
			(result.delivered() ? line.getOut() : line.getErr()).println(result.inWords());
			return result.delivered() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}

	/**
	 * What the arguments ask for.
	 */
	private record Request(Destination destination, TestKind kind) {
	}

}
