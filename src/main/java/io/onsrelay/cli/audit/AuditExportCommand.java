package io.onsrelay.cli.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.audit.export.AuditExport;
import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.FileFailure;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreReading;

/**
 * Exports the audit log.
 */
@Command(name = "export",
		description = "Write records of the audit log to a file, as lines of JSON with all that is needed to verify them "
				+ "without the database. The service may run meanwhile.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class AuditExportCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--out", paramLabel = "FILE", required = true, description = "The file. It must not exist.")
	private Path out = Path.of("");

	@Option(names = "--from", paramLabel = "TIME",
			description = "Received at this time or later, such as 2026-03-01T00:00:00Z.")
	private @Nullable Instant from;

	@Option(names = "--to", paramLabel = "TIME", description = "Received before this time.")
	private @Nullable Instant to;

	AuditExportCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() throws IOException {
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				StoreReading store = AuditCommand.store(context)) {
			long records = write(new AuditExport(store::read));
			this.spec.commandLine().getOut().println("%s has %,d records".formatted(this.out, records));
			return CommandLine.ExitCode.OK;
		}
	}

	private long write(AuditExport export) throws IOException {
		try (OutputStream stream = Files.newOutputStream(this.out, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE)) {
			return export.json(this.from, this.to, stream);
		}
		catch (FileAlreadyExistsException ex) {
			throw new IOException("%s exists: name another file".formatted(this.out), ex);
		}
		catch (IOException ex) {
			throw FileFailure.ofWriting(this.out, ex);
		}
	}

}
