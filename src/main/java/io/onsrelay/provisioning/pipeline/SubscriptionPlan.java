package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;

/**
 * Plans the subscription of a pipeline. The endpoint of a subscription can't be changed,
 * and its password is not visible. So a new password or address means a new subscription;
 * those before it are deleted when it is active, and until then both deliver.
 */
final class SubscriptionPlan {

	private final Pipeline pipeline;

	private final List<Subscription> tagged;

	private final Optional<Subscription> foreign;

	private final @Nullable Subscription kept;

	private final List<Subscription> replaced;

	private final boolean resumed;

	/**
	 * Creates the plan.
	 * @param pipeline what should exist
	 * @param rotate whether a subscription that fits is replaced
	 * @param subscriptions those of the topic
	 */
	SubscriptionPlan(Pipeline pipeline, boolean rotate, List<Subscription> subscriptions) {
		this.pipeline = pipeline;
		this.tagged = subscriptions.stream()
			.filter((each) -> pipeline.owns(each.tags()))
			.sorted(Comparator.comparing(Subscription::created).thenComparing(Subscription::id).reversed())
			.toList();
		this.foreign = subscriptions.stream()
			.filter((each) -> !pipeline.owns(each.tags()) && each.https()
					&& pipeline.endpoint().hasAddress(each.address()))
			.findFirst();
		List<Subscription> fitting = this.tagged.stream()
			.filter((each) -> pipeline.endpoint().hasAddress(each.address()))
			.toList();
		// A second one that fits is a rotation that did not end. It is continued, unless
		// the new one is pending: its password may have been wrong
		this.resumed = fitting.size() > 1 && (!rotate || fitting.getFirst().active());
		this.kept = kept(fitting, rotate && !this.resumed);
		this.replaced = this.tagged.stream().filter((each) -> !each.equals(this.kept)).toList();
	}

	private @Nullable Subscription kept(List<Subscription> fitting, boolean rotate) {
		if (rotate) {
			return null;
		}
		return !fitting.isEmpty() ? fitting.getFirst() : this.foreign.orElse(null);
	}

	/**
	 * Return what is done before the rules.
	 */
	List<PlanStep> create() {
		String subject = "subscription " + this.pipeline.endpoint();
		Subscription found = this.kept;
		if (found == null) {
			List<String> why = new ArrayList<>(List.of(reason()));
			if (this.foreign.isPresent()) {
				why.add("%s of the same address was made by other means, and is left: messages arrive by both"
					.formatted(this.foreign.get().id()));
			}
			// One that is pending gets no messages, so that nothing is lost with it
			List<PlanStep> steps = new ArrayList<>(this.replaced.stream()
				.filter((old) -> !old.active())
				.map((old) -> delete(old, "it is pending, and gets no messages"))
				.toList());
			steps.add(new PlanStep(PlanStep.Mark.CREATE, subject, why,
					(application) -> application.createSubscription(this.pipeline, this.replaced)));
			return steps;
		}
		List<String> why = new ArrayList<>(List.of(found.id() + ", " + found.state()));
		if (this.resumed) {
			why.add("it is the newest of %d: a rotation did not end, and is continued".formatted(this.tagged.size()));
		}
		if (found.state() == Subscription.State.PENDING) {
			why.add("if the password has changed since it was made, add --rotate");
		}
		if (!this.pipeline.owns(found.tags())) {
			why.add("it was made by other means: it is used, and unprovision leaves it");
		}
		return List
			.of(new PlanStep(PlanStep.Mark.KEEP, subject, why, (application) -> application.useSubscription(found)));
	}

	private String reason() {
		if (this.tagged.isEmpty()) {
			return "the topic has no subscription of this address";
		}
		return this.tagged.stream().anyMatch((each) -> this.pipeline.endpoint().hasAddress(each.address()))
				? "with the new password, since the URL of a subscription can't be changed"
				: "with the new address, since that of a subscription can't be changed";
	}

	/**
	 * Return what is done after the rules.
	 */
	List<PlanStep> finish() {
		List<PlanStep> steps = new ArrayList<>();
		Subscription found = this.kept;
		if (found == null || !found.active()) {
			steps.add(new PlanStep(PlanStep.Mark.WAIT, "until the subscription is active",
					List.of("the relay has to run at the endpoint: it confirms the subscription by itself"),
					Application::awaitActive));
		}
		Duration desired = desiredRetryDuration();
		Duration present = (found != null) ? found.effectiveRetryDuration() : Subscription.DEFAULT_RETRY_DURATION;
		if (desired != null && !desired.equals(present)) {
			steps.add(new PlanStep(PlanStep.Mark.CHANGE, "retry duration of the subscription",
					List.of("%s instead of %s".formatted(Pipeline.inWords(desired),
							(found != null) ? Pipeline.inWords(present)
									: "Oracle's default of " + Pipeline.inWords(present))),
					(application) -> application.setRetryDuration(desired)));
		}
		this.replaced.stream()
			.filter((old) -> found != null || old.active())
			.forEach((old) -> steps.add(delete(old, "the other one takes its place")));
		return steps;
	}

	/** A new subscription keeps what was set for the one before it. */
	private @Nullable Duration desiredRetryDuration() {
		if (this.pipeline.retryDuration() != null || this.kept != null || this.replaced.isEmpty()) {
			return this.pipeline.retryDuration();
		}
		return this.replaced.getLast().retryDuration();
	}

	private static PlanStep delete(Subscription old, String why) {
		return new PlanStep(PlanStep.Mark.DELETE, "subscription " + old.address(),
				List.of(old.id() + ", " + old.state(), why), (application) -> application.deleteSubscription(old));
	}

}
