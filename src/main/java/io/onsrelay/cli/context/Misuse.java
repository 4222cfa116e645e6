package io.onsrelay.cli.context;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Values of options that are wrong: the command says which, and that is all. The usage,
 * which picocli would add, is longer than a screen.
 */
public final class Misuse {

	private Misuse() {
	}

	/**
	 * Runs a command.
	 * @param <T> the type of the options
	 * @param spec the command
	 * @param options reads the options, and throws an {@link IllegalArgumentException} if
	 * one is wrong
	 * @param command gets the options
	 * @return its exit status, or 2
	 */
	public static <T> int guard(CommandSpec spec, Supplier<T> options, ToIntFunction<T> command) {
		T read;
		try {
			read = options.get();
		}
		catch (IllegalArgumentException ex) {
			spec.commandLine().getErr().println(ex.getMessage());
			return CommandLine.ExitCode.USAGE;
		}
		return command.applyAsInt(read);
	}

}
