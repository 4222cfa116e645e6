package io.onsrelay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import io.onsrelay.cli.audit.AuditCommands;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.cli.oracle.OracleCommands;
import io.onsrelay.cli.training.TrainCommand;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Suggestions;

/**
 * The commands of the jar. This is the only type of the module that others use.
 */
@Command(name = "ons-relay", synopsisHeading = "Usage: ", customSynopsis = "java -jar ons-relay.jar [COMMAND]",
		description = "Without a command, the service starts.", mixinStandardHelpOptions = true,
		versionProvider = VersionProvider.class, footer = "%nEvery command and the service take properties as options, "
				+ "such as --spring.config.additional-location=relay.yaml.")
public final class Commands implements Runnable {

	private static final Set<String> OWN_OPTIONS = Set.of("--help", "--version");

	/**
	 * A property on the command line. It must have a dot, so that a misspelt option of a
	 * command is not taken for a property.
	 */
	private static final Pattern PROPERTY = Pattern.compile("--[^=.\\s]+\\.[^=\\s]+(=.*)?", Pattern.DOTALL);

	private static final Pattern CONFIGURATION_FILE = Pattern.compile(".*\\.(ya?ml|properties)");

	@Spec
	private CommandSpec spec = CommandSpec.create();

	private Commands() {
	}

	/**
	 * Return whether arguments ask for a command. Without arguments, or with options of
	 * the service only, the service starts. Options may precede the command.
	 * @param args the arguments of the process
	 * @return {@code true} if {@link #run} is to be called, and the service not started
	 */
	public static boolean areMeant(String... args) {
		return Arrays.stream(args).anyMatch((arg) -> !arg.startsWith("--") || OWN_OPTIONS.contains(arg));
	}

	/**
	 * Runs a command and prints its result.
	 * @param service starts the service with arguments, for the command that needs it
	 * @param args the arguments of the process
	 * @return the exit status: 0 for success, 1 if the configuration or a file is
	 * invalid, 2 if the arguments are invalid
	 */
	public static int run(Function<String[], ConfigurableApplicationContext> service, String... args) {
		return run(service, new PrintWriter(System.out, true, StandardCharsets.UTF_8),
				new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
	}

	static int run(Function<String[], ConfigurableApplicationContext> service, PrintWriter out, PrintWriter err,
			String... args) {
		Map<Boolean, List<String>> properties = Arrays.stream(args)
			.collect(Collectors.partitioningBy((arg) -> PROPERTY.matcher(arg).matches()));
		List<String> options = properties.getOrDefault(true, List.of());
		CommandLine line = new CommandLine(new Commands()).addSubcommand(new CheckCommand(options))
			.addSubcommand(new ExplainCommand(options))
			.addSubcommand(new RenderCommand(options))
			.addSubcommand(new TestCommand(options))
			.addSubcommand(new MigrateCommand(options))
			.addSubcommand(new BackupCommand(options))
			.addSubcommand(new RestoreCommand(options))
			.addSubcommand(new UnpackLibraryCommand())
			.addSubcommand(new TrainCommand(service, options));
		line.addSubcommand(AuditCommands.of(options));
		OracleCommands.of(options).forEach(line::addSubcommand);
		line.setOut(out)
			.setErr(err)
			.setParameterExceptionHandler((failure, _) -> misused(failure))
			.setExecutionExceptionHandler((failure, _, _) -> failed(failure, err))
			.setUsageHelpWidth(100);
		return line.execute(properties.getOrDefault(false, List.of()).toArray(String[]::new));
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a command, or nothing at all to start the service");
	}

	private static int misused(ParameterException failure) {
		CommandLine line = failure.getCommandLine();
		PrintWriter err = line.getErr();
		if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
			String argument = unmatched.getUnmatched().getFirst();
			if (line.getParent() == null) {
				err.println(noCommand(argument, line.getSubcommands().keySet()));
				return CommandLine.ExitCode.USAGE;
			}
			err.println("%s does not take '%s'".formatted(line.getCommandName(), argument));
			if (CONFIGURATION_FILE.matcher(argument).matches()) {
				err.println("For a file of the configuration, write --spring.config.additional-location=" + argument);
			}
		}
		else {
			err.println(failure.getMessage());
		}
		line.usage(err);
		return CommandLine.ExitCode.USAGE;
	}

	private static String noCommand(String argument, Collection<String> commands) {
		return "There is no command '%s'. %sCommands: %s".formatted(argument,
				Suggestions.nearest(argument, commands).map("Did you mean %s? "::formatted).orElse(""),
				String.join(", ", commands));
	}

	private static int failed(Exception failure, PrintWriter err) {
		switch (failure) {
			case InvalidConfigurationException invalid -> new MistakeList(invalid.getMistakes()).print(err);
			case ConfigDataResourceNotFoundException missing ->
				err.println("There is no file " + missing.getLocation());
			default -> err.println(failure.getMessage());
		}
		return CommandLine.ExitCode.SOFTWARE;
	}

}
