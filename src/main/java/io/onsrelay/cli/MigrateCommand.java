package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.migration.StoreMigration;

/**
 * Moves the store from SQLite to PostgreSQL.
 */
@Command(name = "migrate",
		description = "Copy the store from an SQLite file to an empty PostgreSQL database, and compare both. The service "
				+ "must not run. If interrupted, it continues when it is run again.",
		footer = "%nThe database's user and password are spring.datasource.username and spring.datasource.password.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class MigrateCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--from", required = true, paramLabel = "URL",
			description = "The old store, such as jdbc:sqlite:data/relay.db.")
	private String from = "";

	@Option(names = "--to", required = true, paramLabel = "URL",
			description = "The new store, such as jdbc:postgresql://host:5432/relay.")
	private String to = "";

	MigrateCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		try (CommandContext context = CommandContext.open(this.properties).resolved()) {
			PrintWriter out = this.spec.commandLine().getOut();
			new StoreMigration(new Lines(out)).run(this.from, this.to,
					context.property("spring.datasource.username").orElse(null),
					context.property("spring.datasource.password").orElse(null));
			out.println("Everything is there. Set spring.datasource.url to the new store and start the service.");
			return 0;
		}
	}

	/**
	 * Prints the progress, for each tenth of a table.
	 */
	private static final class Lines implements StoreMigration.Progress {

		private static final int PARTS = 10;

		private final PrintWriter out;

		private String table = "";

		private long part;

		Lines(PrintWriter out) {
			this.out = out;
		}

		@Override
		public void copied(String table, long rows, long total) {
			long reached = (total > 0) ? PARTS * rows / total : PARTS;
			if (!table.equals(this.table) || reached > this.part) {
				this.out.printf("%-13s %,d of %,d rows%n", table, rows, total);
				this.out.flush();
			}
			this.table = table;
			this.part = reached;
		}

		@Override
		public void verified(String table, String sha256) {
			this.out.printf("%-13s the same on both sides, SHA-256 %s%n", table, sha256);
			this.out.flush();
		}

	}

}
