package io.onsrelay.cli.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.audit.export.RecordProofs;
import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.FileFailure;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreReading;

/**
 * Writes the proof of one record.
 */
@Command(name = "prove",
		description = "Write a proof that a record is in the audit log, with the record and its body. The service may "
				+ "run meanwhile.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class AuditProveCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "MESSAGE", description = "The id of the message.")
	private String message = "";

	@Option(names = "--destination", paramLabel = "DESTINATION",
			description = "The audit store, such as audit/default, where several have the message.")
	private @Nullable String destination;

	@Option(names = "--out", paramLabel = "FILE", description = "Write to this file instead of standard output.")
	private @Nullable Path out;

	AuditProveCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() throws IOException {
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				StoreReading store = AuditCommand.store(context)) {
			String proof = new RecordProofs(store::read).prove(this.message, this.destination);
			Path file = this.out;
			if (file == null) {
				this.spec.commandLine().getOut().print(proof);
				this.spec.commandLine().getOut().flush();
			}
			else {
				write(file, proof);
				this.spec.commandLine().getOut().println("%s is written".formatted(file));
			}
			return CommandLine.ExitCode.OK;
		}
	}

	private static void write(Path file, String proof) throws IOException {
		try {
			Files.writeString(file, proof, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw FileFailure.ofWriting(file, ex);
		}
	}

}
