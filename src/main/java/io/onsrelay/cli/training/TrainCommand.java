package io.onsrelay.cli.training;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.VersionProvider;

/**
 * Trains a start. With {@code -XX:AOTCacheOutput} the Java runtime writes its cache when
 * the command ends (https://openjdk.org/jeps/514).
 */
@Command(name = "train",
		description = "Start the service on a store of its own, deliver messages to this process, and stop it. Java "
				+ "makes the cache of a start while it runs: -XX:AOTCacheOutput=FILE.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
public final class TrainCommand implements Callable<Integer> {

	/**
	 * How long the deliveries may take after the last message was accepted.
	 */
	private static final Duration DEADLINE = Duration.ofMinutes(2);

	private final Function<String[], ConfigurableApplicationContext> service;

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--messages", paramLabel = "N", defaultValue = "3000",
			description = "How many messages, ${DEFAULT-VALUE} by default.")
	private int messages;

	/**
	 * Create the command.
	 * @param service starts the service with arguments
	 * @param properties properties from the command line
	 */
	public TrainCommand(Function<String[], ConfigurableApplicationContext> service, List<String> properties) {
		this.service = service;
		this.properties = properties;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		CommandLine line = this.spec.commandLine();
		if (this.messages < 1) {
			throw new ParameterException(line, "--messages is at least 1, and not %d".formatted(this.messages));
		}
		new TrainingRun(this.service, this.properties).deliver(this.messages, DEADLINE);
		line.getOut().println("%d messages were accepted and delivered".formatted(this.messages));
		return CommandLine.ExitCode.OK;
	}

}
