package io.onsrelay.provisioning.pipeline;

import java.util.List;

/**
 * A step of a plan.
 *
 * @param mark what it does to its subject
 * @param subject the resource, without secrets
 * @param why the reasons, and what is worth knowing
 * @param operation the step itself, which does nothing if the subject is kept
 */
public record PlanStep(Mark mark, String subject, List<String> why, Operation operation) {

	static PlanStep keep(String subject, String... why) {
		return new PlanStep(Mark.KEEP, subject, List.of(why), (_) -> {
		});
	}

	/**
	 * What a step does.
	 */
	public enum Mark {

		/** Creates its subject. */
		CREATE("+"),

		/** Changes it. */
		CHANGE("~"),

		/** Deletes it. */
		DELETE("-"),

		/** Changes nothing, and waits. */
		WAIT("…"),

		/** Leaves it as it is. */
		KEEP("=");

		private final String sign;

		Mark(String sign) {
			this.sign = sign;
		}

		/**
		 * Return the sign that stands before the subject.
		 * @return one character
		 */
		public String sign() {
			return this.sign;
		}

	}

	/**
	 * Applies a step.
	 */
	@FunctionalInterface
	interface Operation {

		/**
		 * Applies the step.
		 * @param application the control plane, and what earlier steps have found
		 * @throws ControlPlaneException if a call fails
		 */
		void run(Application application);

	}

}
