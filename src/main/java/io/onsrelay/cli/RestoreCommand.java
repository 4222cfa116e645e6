package io.onsrelay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreRestore;

/**
 * Puts a backup in the place of the SQLite store.
 */
@Command(name = "restore",
		description = "Put a backup in the place of the SQLite store, after it is verified. The service must not run. "
				+ "The replaced file is kept under another name.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class RestoreCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", description = "The backup, such as /backups/relay.db. It is not changed.")
	private Path file = Path.of("");

	RestoreCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		try (CommandContext context = CommandContext.open(this.properties)) {
			PrintWriter out = this.spec.commandLine().getOut();
			String url = context.property(BackupCommand.URL).orElse("");
			if (url.startsWith(BackupCommand.POSTGRESQL)) {
				this.spec.commandLine()
					.getErr()
					.println(
							"The store is a PostgreSQL database: restore it with pg_restore, or from pg_basebackup and its "
									+ "archived WAL; docs/backup.md says how.");
				return CommandLine.ExitCode.USAGE;
			}
			StoreRestore.Restored restored = new StoreRestore(new CopyProgress(out), context.clock()).run(this.file,
					url);
			restored.kept().ifPresent((kept) -> out.println("The replaced store is kept as %s".formatted(kept)));
			out.println("%s is restored: %,d messages, schema version %d".formatted(restored.file(),
					restored.contents().messages(), restored.contents().schema()));
			return CommandLine.ExitCode.OK;
		}
	}

}
