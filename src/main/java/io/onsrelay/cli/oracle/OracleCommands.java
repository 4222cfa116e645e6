package io.onsrelay.cli.oracle;

import java.util.List;

import picocli.CommandLine;

/**
 * Makes the commands of this package.
 */
public final class OracleCommands {

	private OracleCommands() {
	}

	/**
	 * Makes the commands.
	 * @param properties properties from the command line
	 * @return commands of picocli, in the order of the help
	 */
	public static List<Object> of(List<String> properties) {
		Question question = Question.atTerminal();
		CommandLine signature = new CommandLine(new SignatureCommand())
			.addSubcommand(new SignatureCheckCommand(properties));
		return List.of(new ProvisionCommand(properties, question), new StatusCommand(properties),
				new ResendCommand(properties), new UnprovisionCommand(properties, question), signature);
	}

}
