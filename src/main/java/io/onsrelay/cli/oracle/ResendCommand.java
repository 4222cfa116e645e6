package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.provisioning.pipeline.Application;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;

/**
 * Has confirmations sent again.
 */
@Command(name = "resend",
		description = "Have Notifications send the confirmation again to each pending HTTPS subscription of a topic. "
				+ "Its URL holds for three days.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class ResendCommand implements Callable<Integer> {

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private PipelineOptions pipeline = new PipelineOptions();

	ResendCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec, this.pipeline::checked, this::resend);
	}

	private int resend(PipelineOptions options) {
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				ControlPlane oci = context.oci().open(this.spec.commandLine().getOut()::println)) {
			return resend(oci, options.compartment(), options.topic());
		}
	}

	private int resend(ControlPlane oci, String compartment, String name) {
		PrintWriter out = this.spec.commandLine().getOut();
		List<String> topics = oci.topics(compartment)
			.stream()
			.filter((topic) -> topic.name().equals(name))
			.map(ControlPlane.Topic::id)
			.toList();
		if (topics.isEmpty()) {
			this.spec.commandLine().getErr().println("This compartment has no topic %s.".formatted(name));
			return CommandLine.ExitCode.SOFTWARE;
		}
		List<Subscription> pending = oci.subscriptions(compartment)
			.stream()
			.filter((each) -> topics.contains(each.topicId()) && each.state() == Subscription.State.PENDING
					&& each.https())
			.toList();
		if (pending.isEmpty()) {
			out.println("No HTTPS subscription of the topic %s is pending.".formatted(name));
			return CommandLine.ExitCode.OK;
		}
		new Application(oci, out::println, Pauses::sleep).resend(pending);
		out.println("Notifications posts a new URL to the endpoint. status shows whether it is confirmed.");
		return CommandLine.ExitCode.OK;
	}

}
