package io.onsrelay.cli.audit;

import java.util.List;

import picocli.CommandLine;

/**
 * Makes the commands of this package.
 */
public final class AuditCommands {

	private AuditCommands() {
	}

	/**
	 * Makes the commands.
	 * @param properties properties from the command line
	 * @return the command of picocli that has the others
	 */
	public static CommandLine of(List<String> properties) {
		return new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(properties))
			.addSubcommand(new AuditProveCommand(properties))
			.addSubcommand(new AuditVerifyProofCommand())
			.addSubcommand(new AuditExportCommand(properties));
	}

}
