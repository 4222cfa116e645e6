package io.onsrelay.provisioning.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane.Rule;
import io.onsrelay.provisioning.pipeline.ControlPlane.RuleContent;
import io.onsrelay.provisioning.pipeline.ControlPlane.Subscription;
import io.onsrelay.provisioning.pipeline.ControlPlane.Topic;
import io.onsrelay.provisioning.rule.ConditionJson;
import io.onsrelay.provisioning.rule.RuleSpec;

/**
 * Compares what exists with what should exist. What a pipeline consists of is found by
 * its tag, whatever it is called; only a topic is also found by its name, which is unique
 * in the tenancy.
 * <p>
 * Nothing is remembered between two runs: a run that was interrupted is continued by the
 * next one, since what it has done is found again.
 */
public final class Planner {

	private final ControlPlane oci;

	/**
	 * Creates a planner.
	 * @param oci what exists
	 */
	public Planner(ControlPlane oci) {
		this.oci = oci;
	}

	/**
	 * Plans the steps to a pipeline.
	 * @param pipeline what should exist
	 * @param rotate whether its subscription is replaced even if it fits
	 * @return the steps
	 * @throws ControlPlaneException if a call fails
	 */
	public Plan provision(Pipeline pipeline, boolean rotate) {
		List<PlanStep> steps = new ArrayList<>();
		Optional<Topic> topic = this.oci.topics(pipeline.compartmentId())
			.stream()
			.filter((each) -> each.name().equals(pipeline.name()))
			.findFirst();
		steps.add(topicStep(pipeline, topic));
		String topicId = topic.map(Topic::id).orElse(null);
		SubscriptionPlan subscription = new SubscriptionPlan(pipeline, rotate,
				(topicId != null) ? subscriptions(pipeline, topicId) : List.of());
		steps.addAll(subscription.create());
		steps.addAll(rules(pipeline, topicId));
		steps.addAll(subscription.finish());
		return new Plan(steps);
	}

	private static PlanStep topicStep(Pipeline pipeline, Optional<Topic> found) {
		if (found.isEmpty()) {
			return new PlanStep(PlanStep.Mark.CREATE, "topic " + pipeline.name(),
					List.of("the compartment has no topic of this name"),
					(application) -> application.createTopic(pipeline));
		}
		Topic topic = found.get();
		List<String> why = new ArrayList<>(List.of(topic.id()));
		if (!pipeline.owns(topic.tags())) {
			why.add("it was made by other means: it is used, and unprovision leaves it");
		}
		return new PlanStep(PlanStep.Mark.KEEP, "topic " + topic.name(), why,
				(application) -> application.useTopic(topic));
	}

	private List<Subscription> subscriptions(Pipeline pipeline, String topicId) {
		return this.oci.subscriptions(pipeline.compartmentId())
			.stream()
			.filter((each) -> each.topicId().equals(topicId))
			.toList();
	}

	private List<PlanStep> rules(Pipeline pipeline, @Nullable String topicId) {
		List<Rule> found = this.oci.rules(pipeline.compartmentId(), pipeline::owns)
			.stream()
			.sorted(Comparator.comparing(Rule::id))
			.toList();
		List<PlanStep> steps = new ArrayList<>();
		List<Rule> used = new ArrayList<>();
		for (RuleSpec spec : pipeline.rules()) {
			Optional<Rule> rule = found.stream()
				.filter((each) -> spec.name().equals(each.tags().get(Pipeline.RULE_TAG)))
				.findFirst();
			rule.ifPresent(used::add);
			steps.add(ruleStep(pipeline, spec, rule, topicId));
		}
		found.stream()
			.filter((rule) -> !used.contains(rule))
			.forEach((rule) -> steps.add(PlanStep.keep("rule " + rule.name(), rule.id(),
					"nothing asked for it this time: delete it in the console if it is not needed any more")));
		return steps;
	}

	private static PlanStep ruleStep(Pipeline pipeline, RuleSpec spec, Optional<Rule> found, @Nullable String topicId) {
		if (found.isEmpty()) {
			List<String> why = new ArrayList<>(
					List.of("no rule has the tag %s: %s".formatted(Pipeline.RULE_TAG, spec.name()),
							"condition " + spec.condition(), "calls the topic"));
			pipeline.further().forEach((action) -> why.add("calls " + action));
			if (spec.condition().equals("{}")) {
				why.add("it matches every event of the compartment and of those below it");
			}
			return new PlanStep(PlanStep.Mark.CREATE, "rule " + pipeline.displayName(spec), why,
					(application) -> application.createRule(pipeline, spec));
		}
		Rule rule = found.get();
		String subject = "rule " + rule.name();
		List<String> differences = differences(rule, pipeline.content(spec, Objects.requireNonNullElse(topicId, "")));
		if (differences.isEmpty()) {
			return PlanStep.keep(subject, rule.id());
		}
		differences.addFirst(rule.id());
		return new PlanStep(PlanStep.Mark.CHANGE, subject, differences,
				(application) -> application.changeRule(pipeline, spec, rule));
	}

	private static List<String> differences(Rule rule, RuleContent desired) {
		List<String> differences = new ArrayList<>();
		if (!ConditionJson.same(rule.content().condition(), desired.condition())) {
			differences.add("condition " + rule.content().condition());
			differences.add("becomes   " + desired.condition());
		}
		desired.actions()
			.stream()
			.filter((action) -> !rule.content().actions().contains(action))
			.forEach((action) -> differences.add("calls " + (action.id().isEmpty() ? "the topic" : action) + ", too"));
		rule.content()
			.actions()
			.stream()
			.filter((action) -> !desired.actions().contains(action))
			.forEach((action) -> differences.add("no longer calls " + action));
		if (!rule.enabled()) {
			differences.add("it, or an action of it, is disabled, and is enabled");
		}
		return differences;
	}

	/**
	 * Plans the deletion of what has the tag of a pipeline.
	 * @param compartmentId the OCID of the compartment
	 * @param name the name of the pipeline
	 * @return the steps
	 * @throws ControlPlaneException if a call fails
	 */
	public Plan unprovision(String compartmentId, String name) {
		List<PlanStep> steps = new ArrayList<>();
		this.oci.rules(compartmentId, (tags) -> name.equals(tags.get(Pipeline.TAG)))
			.forEach((rule) -> steps.add(new PlanStep(PlanStep.Mark.DELETE, "rule " + rule.name(), List.of(rule.id()),
					(application) -> application.deleteRule(rule))));
		List<Topic> topics = this.oci.topics(compartmentId);
		List<Subscription> subscriptions = this.oci.subscriptions(compartmentId);
		subscriptions.stream()
			.filter((each) -> name.equals(each.tags().get(Pipeline.TAG)))
			.forEach((each) -> steps.add(new PlanStep(PlanStep.Mark.DELETE, "subscription " + each.address(),
					List.of(each.id()), (application) -> application.deleteSubscription(each))));
		topics.stream()
			.filter((each) -> each.name().equals(name) || name.equals(each.tags().get(Pipeline.TAG)))
			.forEach((each) -> steps.add(delete(each, name, subscriptions)));
		return new Plan(steps);
	}

	private static PlanStep delete(Topic topic, String name, List<Subscription> subscriptions) {
		String subject = "topic " + topic.name();
		if (!name.equals(topic.tags().get(Pipeline.TAG))) {
			return PlanStep.keep(subject, topic.id(), "it was made by other means");
		}
		long others = subscriptions.stream()
			.filter((each) -> each.topicId().equals(topic.id()) && !name.equals(each.tags().get(Pipeline.TAG)))
			.count();
		if (others > 0) {
			return PlanStep.keep(subject, topic.id(),
					"%d of its subscriptions were made by other means, and would be deleted with it".formatted(others));
		}
		return new PlanStep(PlanStep.Mark.DELETE, subject, List.of(topic.id()),
				(application) -> application.deleteTopic(topic));
	}

}
