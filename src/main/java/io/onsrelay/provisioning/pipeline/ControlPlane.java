package io.onsrelay.provisioning.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.rule.RuleAction;

/**
 * The control planes of Notifications and Events in one region. Every method throws a
 * {@link ControlPlaneException} if the call fails after its retries. Resources that are
 * being deleted, or are deleted, are in no list.
 */
public interface ControlPlane extends AutoCloseable {

	/**
	 * Return the region.
	 * @return its name, such as {@code eu-frankfurt-1}; empty where only an endpoint is
	 * known
	 */
	String region();

	/**
	 * Lists topics.
	 * @param compartmentId the OCID of the compartment
	 * @return its topics
	 */
	List<Topic> topics(String compartmentId);

	/**
	 * Gets a topic.
	 * @param topicId its OCID
	 * @return the topic; empty if it is not found, as may be the case for a moment after
	 * its creation
	 */
	Optional<Topic> topic(String topicId);

	/**
	 * Creates a topic.
	 * @param compartmentId the OCID of its compartment
	 * @param name a name that is unique in the tenancy
	 * @param tags its free-form tags
	 * @param retryToken the same token creates one topic only
	 * @return the topic, which may not be active yet
	 */
	Topic createTopic(String compartmentId, String name, Map<String, String> tags, String retryToken);

	/**
	 * Deletes a topic, with its subscriptions.
	 * @param topicId its OCID
	 */
	void deleteTopic(String topicId);

	/**
	 * Lists subscriptions.
	 * @param compartmentId the OCID of the compartment
	 * @return its subscriptions, of all topics
	 */
	List<Subscription> subscriptions(String compartmentId);

	/**
	 * Gets a subscription.
	 * @param subscriptionId its OCID
	 * @return the subscription; empty if it is not found
	 */
	Optional<Subscription> subscription(String subscriptionId);

	/**
	 * Creates a subscription of an HTTPS endpoint. It is pending until the endpoint has
	 * called the URL that it is sent.
	 * @param topic the topic
	 * @param compartmentId the OCID of its compartment
	 * @param endpoint the URL with its credentials
	 * @param tags its free-form tags
	 * @param retryToken the same token creates one subscription only
	 * @return the subscription
	 */
	Subscription createSubscription(Topic topic, String compartmentId, EndpointUrl endpoint, Map<String, String> tags,
			String retryToken);

	/**
	 * Sets how long a subscription's messages are sent again. Its creation can't set it.
	 * @param subscription the subscription as it was read
	 * @param retryDuration at least a millisecond
	 */
	void setRetryDuration(Subscription subscription, Duration retryDuration);

	/**
	 * Has the confirmation sent again, with a new URL.
	 * @param subscriptionId the OCID of a pending subscription
	 */
	void resendConfirmation(String subscriptionId);

	/**
	 * Deletes a subscription.
	 * @param subscriptionId its OCID
	 */
	void deleteSubscription(String subscriptionId);

	/**
	 * Lists rules.
	 * @param compartmentId the OCID of the compartment
	 * @param tagged selects rules by their free-form tags
	 * @return the selected rules of the compartment, with their actions
	 */
	List<Rule> rules(String compartmentId, Predicate<Map<String, String>> tagged);

	/**
	 * Gets a rule.
	 * @param ruleId its OCID
	 * @return the rule; empty if it is not found
	 */
	Optional<Rule> rule(String ruleId);

	/**
	 * Creates a rule, enabled.
	 * @param compartmentId the OCID of its compartment
	 * @param name the name to show, which need not be unique
	 * @param content what it does
	 * @param tags its free-form tags
	 * @param retryToken the same token creates one rule only
	 * @return the rule
	 */
	Rule createRule(String compartmentId, String name, RuleContent content, Map<String, String> tags,
			String retryToken);

	/**
	 * Changes what a rule does, and enables it.
	 * @param ruleId its OCID
	 * @param content what it is to do
	 */
	void changeRule(String ruleId, RuleContent content);

	/**
	 * Deletes a rule.
	 * @param ruleId its OCID
	 */
	void deleteRule(String ruleId);

	@Override
	void close();

	/**
	 * A topic.
	 *
	 * @param id its OCID
	 * @param name its name
	 * @param state its lifecycleState, as Oracle writes it
	 * @param tags its free-form tags
	 */
	record Topic(String id, String name, String state, Map<String, String> tags) {

		/**
		 * Return whether it takes messages and subscriptions.
		 * @return {@code true} if it does
		 */
		public boolean active() {
			return this.state.equals("ACTIVE");
		}

		boolean deleted() {
			return this.state.equals("DELETING") || this.state.equals("DELETED");
		}

	}

	/**
	 * A subscription.
	 *
	 * @param id its OCID
	 * @param topicId the OCID of its topic
	 * @param protocol its protocol, such as {@value #HTTPS}
	 * @param address its endpoint without credentials
	 * @param state whether it gets messages
	 * @param created when it was created
	 * @param retryDuration how long its messages are sent again; {@code null} for
	 * Oracle's default of two hours
	 * @param etag its version; {@code null} if it is not known
	 * @param tags its free-form tags
	 */
	record Subscription(String id, String topicId, String protocol, String address, State state, Instant created,
			@Nullable Duration retryDuration, @Nullable String etag, Map<String, String> tags) {

		/**
		 * Oracle's default. See
		 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/datatypes/BackoffRetryPolicy.
		 */
		static final Duration DEFAULT_RETRY_DURATION = Duration.ofHours(2);

		/**
		 * The protocol of subscriptions of this service.
		 */
		public static final String HTTPS = "CUSTOM_HTTPS";

		/**
		 * Return how long its messages are sent again.
		 * @return the duration, which is Oracle's default where none is set
		 */
		public Duration effectiveRetryDuration() {
			return (this.retryDuration != null) ? this.retryDuration : DEFAULT_RETRY_DURATION;
		}

		/**
		 * Return whether it gets messages.
		 * @return {@code true} if it does
		 */
		public boolean active() {
			return this.state == State.ACTIVE;
		}

		/**
		 * Return whether its messages are posted to a URL.
		 * @return {@code true} if they are
		 */
		public boolean https() {
			return this.protocol.equals(HTTPS);
		}

		boolean deleted() {
			return this.state == State.DELETED;
		}

		/**
		 * Whether a subscription gets messages.
		 */
		public enum State {

			/** It waits for its confirmation. */
			PENDING,

			/** It gets messages. */
			ACTIVE,

			/** It is deleted. */
			DELETED,

			/** A state that this version does not know. */
			UNKNOWN

		}

	}

	/**
	 * A rule of Events.
	 *
	 * @param id its OCID
	 * @param name the name that is shown
	 * @param content what it does
	 * @param enabled whether it and each of its actions are enabled
	 * @param state its lifecycleState, as Oracle writes it
	 * @param message its lifecycleMessage and those of its actions; empty if there are
	 * none
	 * @param tags its free-form tags
	 */
	record Rule(String id, String name, RuleContent content, boolean enabled, String state, String message,
			Map<String, String> tags) {

		boolean deleted() {
			return this.state.equals("DELETING") || this.state.equals("DELETED");
		}

	}

	/**
	 * What a rule does.
	 *
	 * @param condition its condition, as JSON
	 * @param actions what it calls
	 */
	record RuleContent(String condition, Set<RuleAction> actions) {
	}

}
