package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane.RuleContent;
import io.onsrelay.provisioning.rule.RuleAction;
import io.onsrelay.provisioning.rule.RuleSpec;

/**
 * What should exist.
 *
 * @param name the name of the pipeline and of its topic
 * @param compartmentId the OCID of the compartment of everything in it
 * @param endpoint where messages are posted to
 * @param retryDuration how long messages are sent again; {@code null} to leave it as it
 * is
 * @param rules the rules that publish events on the topic
 * @param further what every rule calls beside the topic
 */
public record Pipeline(String name, String compartmentId, EndpointUrl endpoint, @Nullable Duration retryDuration,
		List<RuleSpec> rules, List<RuleAction> further) {

	/**
	 * The tag of everything that a pipeline consists of. Its value is the pipeline's
	 * name.
	 */
	public static final String TAG = "ons-relay";

	/**
	 * The tag of a rule. Its value is the rule's name within the pipeline: names that are
	 * shown are not unique, and can be changed.
	 */
	public static final String RULE_TAG = "ons-relay-rule";

	/**
	 * See
	 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/datatypes/CreateTopicDetails.
	 */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");

	private static final Pattern COMPARTMENT = Pattern.compile("ocid1\\.(compartment|tenancy)\\..+");

	/** The API takes milliseconds in 32 bits. */
	private static final Duration MAX_RETRY_DURATION = Duration.ofMillis(Integer.MAX_VALUE);

	/**
	 * Checks what can be checked before a call.
	 * @throws IllegalArgumentException if the API would refuse it
	 */
	public Pipeline {
		checkName(name);
		checkCompartment(compartmentId);
		rules = List.copyOf(rules);
		further = List.copyOf(new TreeSet<>(further));
		if (further.size() >= RuleAction.MAX_ACTIONS) {
			throw new IllegalArgumentException(
					"A rule has at most %d actions, and the topic is one of them: name at most %d functions and streams, not %d"
						.formatted(RuleAction.MAX_ACTIONS, RuleAction.MAX_ACTIONS - 1, further.size()));
		}
	}

	/**
	 * Checks the name of a topic.
	 * @param name the name
	 * @throws IllegalArgumentException if the API would refuse it
	 */
	public static void checkName(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"--topic: '%s' is no name of a topic: letters, digits, - and _, at most 256 of them"
						.formatted(name));
		}
	}

	/**
	 * Checks the OCID of a compartment.
	 * @param compartmentId the OCID
	 * @throws IllegalArgumentException if it is not the OCID of a compartment
	 */
	public static void checkCompartment(String compartmentId) {
		if (!COMPARTMENT.matcher(compartmentId).matches()) {
			throw new IllegalArgumentException(
					"--compartment: '%s' is no OCID of a compartment: it begins with ocid1.compartment."
						.formatted(compartmentId));
		}
	}

	/**
	 * Checks how long messages are to be sent again.
	 * @param duration the duration
	 * @return the duration
	 * @throws IllegalArgumentException if Notifications would not accept it
	 */
	public static Duration checkRetryDuration(Duration duration) {
		if (duration.toMillis() < 1 || duration.compareTo(MAX_RETRY_DURATION) > 0) {
			throw new IllegalArgumentException(
					"--retry-duration: it must be positive and less than 25 days, such as 2h, which is Oracle's default");
		}
		return duration;
	}

	Map<String, String> tags() {
		return Map.of(TAG, this.name);
	}

	Map<String, String> tags(RuleSpec rule) {
		return Map.of(TAG, this.name, RULE_TAG, rule.name());
	}

	boolean owns(Map<String, String> tags) {
		return this.name.equals(tags.get(TAG));
	}

	/**
	 * Return the name that is shown for a rule.
	 */
	public String displayName(RuleSpec rule) {
		return this.name + ": " + rule.name();
	}

	RuleContent content(RuleSpec rule, String topicId) {
		Set<RuleAction> actions = new TreeSet<>(this.further);
		actions.add(new RuleAction(RuleAction.Kind.ONS, topicId));
		return new RuleContent(rule.condition(), actions);
	}

	/**
	 * Writes a duration.
	 * @param duration the duration
	 * @return hours, minutes and seconds, such as {@code 1h30m}
	 */
	public static String inWords(Duration duration) {
		return duration.toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
