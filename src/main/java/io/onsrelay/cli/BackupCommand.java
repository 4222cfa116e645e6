package io.onsrelay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreBackup;
import io.onsrelay.store.maintenance.StoreContents;

/**
 * Makes a backup of the SQLite store.
 */
@Command(name = "backup",
		description = "Copy the SQLite store to a file, and verify the copy. The service may run meanwhile.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class BackupCommand implements Callable<Integer> {

	static final String URL = "spring.datasource.url";

	static final String POSTGRESQL = "jdbc:postgresql:";

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Parameters(paramLabel = "FILE", description = "The backup, such as /backups/relay.db.")
	private Path file = Path.of("");

	@Option(names = "--force", description = "Replace FILE if it exists.")
	private boolean force;

	BackupCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		try (CommandContext context = CommandContext.open(this.properties)) {
			PrintWriter out = this.spec.commandLine().getOut();
			String url = context.property(URL).orElse("");
			if (url.startsWith(POSTGRESQL)) {
				this.spec.commandLine()
					.getErr()
					.println(
							"The store is a PostgreSQL database: back it up with pg_dump, or with pg_basebackup and its "
									+ "archived WAL; docs/backup.md says how.");
				return CommandLine.ExitCode.USAGE;
			}
			StoreContents contents = new StoreBackup(new CopyProgress(out)).run(url, this.file, this.force);
			out.println("%s is complete and verified: %,d messages, schema version %d".formatted(this.file,
					contents.messages(), contents.schema()));
			int known = StoreContents.newestSchema();
			if (contents.schema() > known) {
				out.println(
						"This release of ons-relay knows schema versions up to %d: restore the backup with the one that "
							.formatted(known) + "the store was used with, or a newer one");
			}
			return CommandLine.ExitCode.OK;
		}
	}

}
