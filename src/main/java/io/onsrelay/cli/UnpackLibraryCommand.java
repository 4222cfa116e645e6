package io.onsrelay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.FileFailure;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.library.NativeLibrary;

/**
 * Unpacks the native library of SQLite.
 */
@Command(name = "unpack-library",
		description = "Write SQLite's native library for this machine to a directory. With it, the service needs no "
				+ "directory for temporary files that allows execution.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class UnpackLibraryCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "DIR", description = "The directory, which is created where it is missing.")
	private Path directory = Path.of("");

	@Override
	public Integer call() throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		try {
			out.println("%s is unpacked".formatted(NativeLibrary.unpack(this.directory)));
		}
		catch (IOException ex) {
			throw FileFailure.ofWriting(this.directory, ex);
		}
		out.println("Start with java -D%s=%s -jar ons-relay.jar".formatted(NativeLibrary.DIRECTORY_PROPERTY,
				this.directory.toAbsolutePath().normalize()));
		return CommandLine.ExitCode.OK;
	}

}
