package io.onsrelay.provisioning.export;

import java.util.ArrayList;
import java.util.List;

import io.onsrelay.provisioning.pipeline.Pipeline;
import io.onsrelay.provisioning.rule.RuleAction;

/**
 * The least IAM policy statements for a pipeline. See
 * https://docs.oracle.com/en-us/iaas/Content/Events/Concepts/eventspolicy.htm and
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/notificationpolicyreference.htm.
 */
public final class PolicyStatements {

	private final Pipeline pipeline;

	/**
	 * Creates the statements.
	 * @param pipeline what they are for
	 */
	public PolicyStatements(Pipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Return what allows a group to set the pipeline up.
	 * @param group the name of the group
	 * @return the statements
	 */
	public List<String> ofGroup(String group) {
		List<String> permissions = new ArrayList<>(List.of("manage ons-topics", "inspect ons-subscriptions"));
		if (!this.pipeline.rules().isEmpty()) {
			permissions.add("manage cloudevents-rules");
			if (calls(RuleAction.Kind.FAAS)) {
				permissions.addAll(List.of("read fn-function", "use fn-invocation"));
			}
			if (calls(RuleAction.Kind.OSS)) {
				permissions.addAll(List.of("inspect streams", "use stream-push"));
			}
		}
		return statements("group " + group, permissions);
	}

	/**
	 * Return what allows the service itself to read the state of its subscriptions.
	 * @param dynamicGroup the name of the dynamic group of the service
	 * @return the statements
	 */
	public List<String> ofRelay(String dynamicGroup) {
		// Oracle has no narrower permission to read a subscription
		return statements("dynamic-group " + dynamicGroup, List.of("{ONS_TOPIC_SUBSCRIBE}")).stream()
			.map((statement) -> statement + " where request.operation = 'GetSubscription'")
			.toList();
	}

	/**
	 * Return what allows Events to call what the rules name. Without them, rules match
	 * and nothing arrives.
	 * @return the statements; none if there is no rule
	 */
	public List<String> ofService() {
		if (this.pipeline.rules().isEmpty()) {
			return List.of();
		}
		List<String> permissions = new ArrayList<>(List.of("use ons-topics"));
		if (calls(RuleAction.Kind.FAAS)) {
			permissions.addAll(List.of("use fn-invocation", "read fn-function"));
		}
		if (calls(RuleAction.Kind.OSS)) {
			permissions.add("use stream-push");
		}
		return statements("service cloudEvents", permissions);
	}

	private boolean calls(RuleAction.Kind kind) {
		return this.pipeline.further().stream().map(RuleAction::kind).anyMatch(kind::equals);
	}

	private List<String> statements(String subject, List<String> permissions) {
		String id = this.pipeline.compartmentId();
		String place = id.startsWith("ocid1.tenancy.") ? "tenancy" : "compartment id " + id;
		return permissions.stream()
			.map((permission) -> "Allow %s to %s in %s".formatted(subject, permission, place))
			.toList();
	}

}
