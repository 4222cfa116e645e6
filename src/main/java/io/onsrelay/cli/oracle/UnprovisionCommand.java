package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.provisioning.pipeline.Application;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.Plan;
import io.onsrelay.provisioning.pipeline.Planner;

/**
 * Deletes what has the tag of a pipeline.
 */
@Command(name = "unprovision",
		description = "Delete the rules, the subscription and the topic that provision has made, after asking. "
				+ "What has no tag of it is left.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class UnprovisionCommand implements Callable<Integer> {

	private final List<String> properties;

	private final Question question;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private PipelineOptions pipeline = new PipelineOptions();

	@Option(names = "--plan", description = "Show what would be deleted, and delete nothing.")
	private boolean planOnly;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	UnprovisionCommand(List<String> properties, Question question) {
		this.properties = properties;
		this.question = question;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec, this.pipeline::checked, this::unprovision);
	}

	private int unprovision(PipelineOptions options) {
		PrintWriter out = this.spec.commandLine().getOut();
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				ControlPlane oci = context.oci().open(out::println)) {
			Plan plan = new Planner(oci).unprovision(options.compartment(), options.topic());
			if (plan.steps().isEmpty()) {
				out.println("Nothing in this compartment has the tag ons-relay: %s.".formatted(options.topic()));
				return CommandLine.ExitCode.OK;
			}
			PlanPrinter.print(plan, out);
			if (this.planOnly || !plan.changesSomething()) {
				return CommandLine.ExitCode.OK;
			}
			if (!this.question.agreed(this.yes, out, this.spec.commandLine().getErr())) {
				return CommandLine.ExitCode.SOFTWARE;
			}
			new Application(oci, out::println, Pauses::sleep).apply(plan);
			out.println("Everything of the plan is deleted. The relay keeps what it has received.");
			return CommandLine.ExitCode.OK;
		}
	}

}
