package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.signature.SignatureTrial.TrialGroup;
import io.onsrelay.signature.SignatureTrial.TrialResults;
import io.onsrelay.store.maintenance.StoredEvidence;

/**
 * Tries the constructions of signatures on the messages of a store.
 */
@Command(name = "check",
		description = "Try every known construction of ONS's signature on the messages in the store, and say which one "
				+ "verifies. The service may run meanwhile. The exit status is 1 if a message does not verify.",
		footer = "%nCertificates are fetched from Oracle's object storage. Nothing is changed.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class SignatureCheckCommand implements Callable<Integer> {

	private static final int MAX_MESSAGES = 1_000_000;

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = "--topic", paramLabel = "OCID", description = "The topic; without it, every topic.")
	private @Nullable String topic;

	@Option(names = "--messages", paramLabel = "NUMBER", defaultValue = "1000",
			description = "How many messages to look at, the newest first; ${DEFAULT-VALUE} if not given.")
	private int messages;

	SignatureCheckCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec, this::checked, SignatureCheckCommand::show);
	}

	private SignatureCheckCommand checked() {
		if (this.topic != null && !this.topic.startsWith("ocid1.onstopic.")) {
			throw new IllegalArgumentException(
					"--topic is the OCID of a topic, which begins with ocid1.onstopic: " + this.topic);
		}
		if (this.messages < 1 || this.messages > MAX_MESSAGES) {
			throw new IllegalArgumentException(
					"--messages must be between 1 and %,d: %d".formatted(MAX_MESSAGES, this.messages));
		}
		return this;
	}

	private int show() {
		PrintWriter out = this.spec.commandLine().getOut();
		try (CommandContext context = CommandContext.open(this.properties).resolved()) {
			TrialResults results = context.signatures().begin();
			StoredEvidence.read(context.property("spring.datasource.url").orElse(""),
					context.property("spring.datasource.username").orElse(null),
					context.property("spring.datasource.password").orElse(null), this.topic, this.messages,
					results::add);
			List<TrialGroup> groups = results.groups();
			if (groups.isEmpty()) {
				this.spec.commandLine()
					.getErr()
					.println(
							"The store has no message%s. Publish one to the topic, and run this again once it has arrived."
								.formatted((this.topic != null) ? " of this topic" : ""));
				return CommandLine.ExitCode.SOFTWARE;
			}
			return new SignatureReport(groups, context.property("relay.ingest.signature").orElse("report")).print(out)
					? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}

}
