package io.onsrelay.cli.oracle;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.VersionProvider;

/**
 * Groups the commands about signatures.
 */
@Command(name = "signature", description = "Look at the signatures of ONS.", mixinStandardHelpOptions = true,
		versionProvider = VersionProvider.class)
final class SignatureCommand implements Runnable {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name what to do: signature check");
	}

}
