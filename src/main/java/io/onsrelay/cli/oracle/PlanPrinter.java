package io.onsrelay.cli.oracle;

import java.io.PrintWriter;

import io.onsrelay.provisioning.pipeline.Plan;
import io.onsrelay.provisioning.pipeline.PlanStep;
import io.onsrelay.provisioning.pipeline.PlanStep.Mark;

/**
 * Prints a plan: a line for each step, below it the reasons, and at the end the sum.
 */
final class PlanPrinter {

	private PlanPrinter() {
	}

	static void print(Plan plan, PrintWriter out) {
		out.println();
		for (PlanStep step : plan.steps()) {
			out.println("  %s %s".formatted(step.mark().sign(), step.subject()));
			step.why().forEach((why) -> out.println("      " + why));
		}
		out.println();
		out.println("%d to create (+), %d to change (~), %d to delete (-), %d kept (=)".formatted(
				plan.count(Mark.CREATE), plan.count(Mark.CHANGE), plan.count(Mark.DELETE), plan.count(Mark.KEEP)));
		out.flush();
	}

}
