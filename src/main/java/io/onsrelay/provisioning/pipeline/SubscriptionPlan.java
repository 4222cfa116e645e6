package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;

/**
 * Plans the subscription of a pipeline. The endpoint of a subscription can't be changed,
 * and its password is not visible. So a new password or address means a new subscription;
 * those before it are deleted when it is active, and until then both deliver.
 */
final class SubscriptionPlan {

	private static final String HTTPS = "CUSTOM_HTTPS";

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
			.filter((each) -> !pipeline.owns(each.tags()) && each.protocol().equals(HTTPS)
					&& pipeline.endpoint().hasAddress(each.address()))
			.findFirst();
		List<Subscription> fitting = this.tagged.stream()
			.filter((each) -> pipeline.endpoint().hasAddress(each.address()))
			.toList();
		// A second one that fits is a rotation that did not end: it is continued
		this.resumed = fitting.size() > 1;
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
			return List.of(new PlanStep(PlanStep.Mark.CREATE, subject, why,
					(application) -> application.createSubscription(this.pipeline, this.replaced)));
		}
		List<String> why = new ArrayList<>(List.of(found.id() + ", " + found.state()));
		if (this.resumed) {
			why.add("it is the newest of %d: a rotation did not end, and is continued".formatted(this.tagged.size()));
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
		Duration desired = this.pipeline.retryDuration();
		if (desired != null && (found == null || !desired.equals(found.effectiveRetryDuration()))) {
			steps.add(new PlanStep(PlanStep.Mark.CHANGE, "retry duration of the subscription",
					List.of("%s instead of %s".formatted(text(desired),
							(found != null) ? text(found.effectiveRetryDuration()) : "Oracle's default of 2h")),
					(application) -> application.setRetryDuration(desired)));
		}
		this.replaced.forEach((old) -> steps.add(new PlanStep(PlanStep.Mark.DELETE, "subscription " + old.address(),
				List.of(old.id() + ", " + old.state(), "the other one takes its place"),
				(application) -> application.deleteSubscription(old))));
		return steps;
	}

	static String text(Duration duration) {
		return duration.toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
