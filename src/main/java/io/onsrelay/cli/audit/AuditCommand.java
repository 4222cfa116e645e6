package io.onsrelay.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreReading;

/**
 * Groups the commands about the audit log.
 */
@Command(name = "audit", description = "Verify and export the audit log, and prove its records.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class AuditCommand implements Runnable {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	/**
	 * Opens the store that is configured.
	 */
	static StoreReading store(CommandContext context) {
		return StoreReading.open(context.property("spring.datasource.url").orElse(""),
				context.property("spring.datasource.username").orElse(null),
				context.property("spring.datasource.password").orElse(null));
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(),
				"Name what to do: audit verify, audit prove, audit verify-proof or audit export");
	}

}
