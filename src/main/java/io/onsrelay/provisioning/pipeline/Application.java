package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane.Rule;
import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;
import io.onsrelay.provisioning.pipeline.ControlPlane.Topic;
import io.onsrelay.provisioning.rule.RuleSpec;

/**
 * Applies a plan, step by step, and tells of each. Every step can be interrupted and done
 * again: a creation has a retry token that is made of what is created, so that a second
 * run creates nothing twice even while lists don't show it yet.
 */
public final class Application {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

	/**
	 * A topic is active within seconds. Notifications asks for the confirmation at once,
	 * and again after a minute.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final ControlPlane oci;

	private final Consumer<String> progress;

	private final Consumer<Duration> pause;

	private @Nullable Topic topic;

	private @Nullable Subscription subscription;

	/**
	 * Creates an application.
	 * @param oci where the plan is applied
	 * @param progress is told what is done
	 * @param pause lets the current thread wait
	 */
	public Application(ControlPlane oci, Consumer<String> progress, Consumer<Duration> pause) {
		this.oci = oci;
		this.progress = progress;
		this.pause = pause;
	}

	/**
	 * Applies a plan.
	 * @param plan the plan
	 * @throws ControlPlaneException if a call fails; another plan continues from there
	 * @throws PendingSubscriptionException if the subscription stays pending; what
	 * follows is not done
	 */
	public void apply(Plan plan) {
		plan.steps().forEach((step) -> step.operation().run(this));
	}

	/**
	 * Return the topic of the plan that was applied.
	 * @return its OCID
	 */
	public String topicId() {
		return topic().id();
	}

	private Topic topic() {
		if (this.topic == null) {
			throw new IllegalStateException("A plan begins with its topic");
		}
		return this.topic;
	}

	private Subscription subscription() {
		if (this.subscription == null) {
			throw new IllegalStateException("The subscription precedes this step");
		}
		return this.subscription;
	}

	void createTopic(Pipeline pipeline) {
		this.progress.accept("Creating the topic %s".formatted(pipeline.name()));
		Topic created = create(
				(token) -> this.oci.createTopic(pipeline.compartmentId(), pipeline.name(), pipeline.tags(), token),
				(made) -> made.deleted() || this.oci.topic(made.id()).filter(Topic::deleted).isPresent(), "topic",
				pipeline.compartmentId(), pipeline.name());
		this.progress.accept("  %s".formatted(created.id()));
		useTopic(created);
	}

	void useTopic(Topic found) {
		this.topic = found.active() ? found
				: await("The topic is not active yet", () -> this.oci.topic(found.id()).filter(Topic::active))
					.orElseThrow(() -> new ControlPlaneException(
							"The topic %s is not active after %d minutes. Run the same command again later."
								.formatted(found.id(), PATIENCE.toMinutes()),
							0, "", null));
	}

	void createSubscription(Pipeline pipeline, List<Subscription> replaced) {
		this.progress.accept("Creating the subscription %s".formatted(pipeline.endpoint()));
		// What it replaces makes the token of a rotation another one
		String predecessors = replaced.stream().map(Subscription::id).sorted().collect(Collectors.joining(","));
		Subscription created = create(
				(token) -> this.oci.createSubscription(topic(), pipeline.compartmentId(), pipeline.endpoint(),
						pipeline.tags(), token),
				(made) -> this.oci.subscription(made.id()).filter(Subscription::deleted).isPresent(), "subscription",
				pipeline.compartmentId(), topic().id(), pipeline.endpoint().url().reveal(), predecessors);
		this.progress.accept("  %s, %s".formatted(created.id(), created.state()));
		this.subscription = created;
	}

	void useSubscription(Subscription found) {
		this.subscription = found;
	}

	void awaitActive() {
		String id = subscription().id();
		this.progress.accept(
				"Waiting for the subscription to become active: Notifications asks the endpoint for its confirmation");
		this.subscription = await("  still PENDING",
				() -> this.oci.subscription(id).filter((each) -> each.state() != Subscription.State.PENDING))
			.filter(Subscription::active)
			.orElseThrow(() -> new PendingSubscriptionException(id, PATIENCE));
		this.progress.accept("  %s is ACTIVE".formatted(id));
	}

	void setRetryDuration(Duration duration) {
		this.progress.accept("Setting the retry duration to %s".formatted(Pipeline.inWords(duration)));
		this.oci.setRetryDuration(subscription(), duration);
	}

	void deleteSubscription(Subscription old) {
		this.progress.accept("Deleting the subscription %s".formatted(old.id()));
		this.oci.deleteSubscription(old.id());
	}

	void createRule(Pipeline pipeline, RuleSpec rule) {
		String name = pipeline.displayName(rule);
		this.progress.accept("Creating the rule %s".formatted(name));
		ControlPlane.RuleContent content = pipeline.content(rule, topic().id());
		Rule created = create(
				(token) -> this.oci.createRule(pipeline.compartmentId(), name, content, pipeline.tags(rule), token),
				(made) -> this.oci.rule(made.id()).filter(Rule::deleted).isPresent(), "rule", pipeline.compartmentId(),
				name, content.toString());
		this.progress.accept("  %s".formatted(created.id()));
	}

	void changeRule(Pipeline pipeline, RuleSpec rule, Rule found) {
		this.progress.accept("Changing the rule %s".formatted(found.name()));
		this.oci.changeRule(found.id(), pipeline.content(rule, topic().id()));
	}

	void deleteRule(Rule rule) {
		this.progress.accept("Deleting the rule %s".formatted(rule.name()));
		this.oci.deleteRule(rule.id());
	}

	void deleteTopic(Topic old) {
		this.progress.accept("Deleting the topic %s".formatted(old.name()));
		this.oci.deleteTopic(old.id());
	}

	/**
	 * Creates a resource. Where the token belongs to one that was deleted within a day, a
	 * token is used that no request had.
	 */
	private static <T> T create(Function<String, T> call, Predicate<T> deleted, String... content) {
		try {
			T created = call.apply(RetryToken.of(content));
			return deleted.test(created) ? call.apply(RetryToken.fresh()) : created;
		}
		catch (ControlPlaneException ex) {
			if (ex.isTokenSpent()) {
				return call.apply(RetryToken.fresh());
			}
			throw ex;
		}
	}

	private <T> Optional<T> await(String meanwhile, Supplier<Optional<T>> query) {
		Duration next = FIRST_PAUSE;
		Duration waited = Duration.ZERO;
		while (true) {
			Optional<T> found = query.get();
			if (found.isPresent() || waited.compareTo(PATIENCE) >= 0) {
				return found;
			}
			this.progress.accept("%s (%d s)".formatted(meanwhile, waited.toSeconds()));
			this.pause.accept(next);
			waited = waited.plus(next);
			next = (next.compareTo(MAX_PAUSE) < 0) ? next.plus(FIRST_PAUSE) : MAX_PAUSE;
		}
	}

	/**
	 * Has the confirmation of pending subscriptions sent again.
	 * @param subscriptions the pending subscriptions
	 */
	public void resend(List<Subscription> subscriptions) {
		for (Subscription each : subscriptions) {
			this.progress.accept("Resending the confirmation of %s to %s".formatted(each.id(), each.address()));
			this.oci.resendConfirmation(each.id());
		}
	}

}
