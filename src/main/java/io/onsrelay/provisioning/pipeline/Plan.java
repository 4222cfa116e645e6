package io.onsrelay.provisioning.pipeline;

import java.util.List;

/**
 * What is to be done, in the order in which it is done.
 *
 * @param steps the steps
 */
public record Plan(List<PlanStep> steps) {

	/**
	 * Keeps a copy.
	 */
	public Plan {
		steps = List.copyOf(steps);
	}

	/**
	 * Return how many steps have a mark.
	 * @param mark the mark
	 * @return the number of steps
	 */
	public long count(PlanStep.Mark mark) {
		return this.steps.stream().filter((step) -> step.mark() == mark).count();
	}

	/**
	 * Return whether a step changes something.
	 * @return {@code false} if everything is kept or only waited for
	 */
	public boolean changesSomething() {
		return this.steps.stream()
			.anyMatch((step) -> step.mark() != PlanStep.Mark.KEEP && step.mark() != PlanStep.Mark.WAIT);
	}

}
