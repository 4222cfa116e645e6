package io.onsrelay.provisioning;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.RegionProvider;
import com.oracle.bmc.common.RegionalClientBuilder;
import com.oracle.bmc.events.EventsClient;
import com.oracle.bmc.events.model.CreateRuleDetails;
import com.oracle.bmc.events.model.UpdateRuleDetails;
import com.oracle.bmc.events.requests.CreateRuleRequest;
import com.oracle.bmc.events.requests.DeleteRuleRequest;
import com.oracle.bmc.events.requests.GetRuleRequest;
import com.oracle.bmc.events.requests.ListRulesRequest;
import com.oracle.bmc.events.requests.UpdateRuleRequest;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.ons.NotificationControlPlaneClient;
import com.oracle.bmc.ons.NotificationDataPlaneClient;
import com.oracle.bmc.ons.model.BackoffRetryPolicy;
import com.oracle.bmc.ons.model.CreateSubscriptionDetails;
import com.oracle.bmc.ons.model.CreateTopicDetails;
import com.oracle.bmc.ons.model.DeliveryPolicy;
import com.oracle.bmc.ons.model.UpdateSubscriptionDetails;
import com.oracle.bmc.ons.requests.CreateSubscriptionRequest;
import com.oracle.bmc.ons.requests.CreateTopicRequest;
import com.oracle.bmc.ons.requests.DeleteSubscriptionRequest;
import com.oracle.bmc.ons.requests.DeleteTopicRequest;
import com.oracle.bmc.ons.requests.GetSubscriptionRequest;
import com.oracle.bmc.ons.requests.GetTopicRequest;
import com.oracle.bmc.ons.requests.ListSubscriptionsRequest;
import com.oracle.bmc.ons.requests.ListTopicsRequest;
import com.oracle.bmc.ons.requests.ResendSubscriptionConfirmationRequest;
import com.oracle.bmc.ons.requests.UpdateSubscriptionRequest;
import com.oracle.bmc.util.CircuitBreakerUtils;
import com.oracle.bmc.waiter.DelayStrategy;
import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.oci.OciCredentials;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciProperties.Auth;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.ControlPlaneException;
import io.onsrelay.provisioning.pipeline.EndpointUrl;

/**
 * Calls the control planes through Oracle's SDK: the topics' and the subscriptions' API
 * of Notifications, and Events.
 */
final class SdkControlPlane implements ControlPlane {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

	private final NotificationControlPlaneClient topics;

	private final NotificationDataPlaneClient subscriptions;

	private final EventsClient rules;

	private final String region;

	private SdkControlPlane(NotificationControlPlaneClient topics, NotificationDataPlaneClient subscriptions,
			EventsClient rules, String region) {
		this.topics = topics;
		this.subscriptions = subscriptions;
		this.rules = rules;
		this.region = region;
	}

	static SdkControlPlane open(OciProperties properties, Consumer<String> waits) {
		return open(properties, waits, UnaryOperator.identity());
	}

	/**
	 * Opens the control planes.
	 * @param properties the credentials, and endpoints in a private realm
	 * @param waits is told when a call is going to be repeated
	 * @param pacing changes the SDK's delays between retries
	 */
	static SdkControlPlane open(OciProperties properties, Consumer<String> waits, UnaryOperator<DelayStrategy> pacing) {
		if (properties.auth() == Auth.NONE) {
			throw new InvalidConfigurationException("relay.oci.auth", "this command calls OCI, and needs credentials.",
					"Set it to config-file for the API key in ~/.oci/config, or to session-token, instance-principal, "
							+ "resource-principal or workload-identity.");
		}
		BasicAuthenticationDetailsProvider credentials = credentials(properties);
		String region = region(credentials);
		if (region.isEmpty() && (properties.endpoint() == null || properties.eventsEndpoint() == null)) {
			throw new InvalidConfigurationException("relay.oci.profile", "its credentials name no region.",
					"Add a line such as region=eu-frankfurt-1 to the profile.");
		}
		ClientConfiguration configuration = ClientConfiguration.builder()
			.connectionTimeoutMillis(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
			.readTimeoutMillis(Math.toIntExact(READ_TIMEOUT.toMillis()))
			.retryConfiguration(new RetriesInWords(waits, pacing).configuration())
			// One user makes a few calls: the retries say enough about an outage
			.circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
			.build();
		return new SdkControlPlane(
				at(NotificationControlPlaneClient.builder().configuration(configuration), properties.endpoint())
					.build(credentials),
				at(NotificationDataPlaneClient.builder().configuration(configuration), properties.endpoint())
					.build(credentials),
				at(EventsClient.builder().configuration(configuration), properties.eventsEndpoint()).build(credentials),
				region);
	}

	private static BasicAuthenticationDetailsProvider credentials(OciProperties properties) {
		try {
			return OciCredentials.find(properties);
		}
		// The SDK throws any of these for a missing file, profile, key or principal
		catch (IOException | RuntimeException ex) {
			throw new ControlPlaneException("There are no credentials for OCI: %s\n  Check relay.oci.*%s"
				.formatted(reason(ex), switch (properties.auth()) {
					case CONFIG_FILE, SESSION_TOKEN -> ": the profile is %s of %s".formatted(properties.profile(),
							(properties.configFile() != null) ? properties.configFile() : "~/.oci/config");
					default -> ": these credentials exist within OCI only";
				}), 0, "", ex);
		}
	}

	private static String reason(Exception ex) {
		String message = ex.getMessage();
		return (message != null && !message.isBlank()) ? message.lines().findFirst().orElse("")
				: ex.getClass().getSimpleName();
	}

	private static String region(BasicAuthenticationDetailsProvider credentials) {
		return (credentials instanceof RegionProvider provider && provider.getRegion() != null)
				? provider.getRegion().getRegionId() : "";
	}

	private static <B extends RegionalClientBuilder<B, C>, C> B at(B builder, @Nullable String endpoint) {
		return (endpoint != null) ? builder.endpoint(endpoint) : builder;
	}

	@Override
	public String region() {
		return this.region;
	}

	@Override
	public List<Topic> topics(String compartmentId) {
		ListTopicsRequest request = ListTopicsRequest.builder().compartmentId(compartmentId).build();
		return call(SdkCall.LIST_TOPICS, "", compartmentId,
				() -> list(this.topics.getPaginators().listTopicsRecordIterator(request)).stream()
					.map(SdkModels::topic)
					.filter((topic) -> !topic.state().startsWith("DELET"))
					.toList());
	}

	@Override
	public Optional<Topic> topic(String topicId) {
		GetTopicRequest request = GetTopicRequest.builder().topicId(topicId).build();
		return unlessNotFound(SdkCall.GET_TOPIC, topicId,
				() -> SdkModels.topic(this.topics.getTopic(request).getNotificationTopic()));
	}

	@Override
	public Topic createTopic(String compartmentId, String name, Map<String, String> tags, String retryToken) {
		CreateTopicRequest request = CreateTopicRequest.builder()
			.createTopicDetails(
					CreateTopicDetails.builder().compartmentId(compartmentId).name(name).freeformTags(tags).build())
			.opcRetryToken(retryToken)
			.build();
		return call(SdkCall.CREATE_TOPIC, name, compartmentId,
				() -> SdkModels.topic(this.topics.createTopic(request).getNotificationTopic()));
	}

	@Override
	public void deleteTopic(String topicId) {
		DeleteTopicRequest request = DeleteTopicRequest.builder().topicId(topicId).build();
		unlessNotFound(SdkCall.DELETE_TOPIC, topicId, () -> this.topics.deleteTopic(request));
	}

	@Override
	public List<Subscription> subscriptions(String compartmentId) {
		ListSubscriptionsRequest request = ListSubscriptionsRequest.builder().compartmentId(compartmentId).build();
		return call(SdkCall.LIST_SUBSCRIPTIONS, "", compartmentId,
				() -> list(this.subscriptions.getPaginators().listSubscriptionsRecordIterator(request)).stream()
					.map(SdkModels::subscription)
					.filter((each) -> each.state() != Subscription.State.DELETED)
					.toList());
	}

	@Override
	public Optional<Subscription> subscription(String subscriptionId) {
		GetSubscriptionRequest request = GetSubscriptionRequest.builder().subscriptionId(subscriptionId).build();
		return unlessNotFound(SdkCall.GET_SUBSCRIPTION, subscriptionId,
				() -> SdkModels.subscription(this.subscriptions.getSubscription(request).getSubscription()));
	}

	@Override
	public Subscription createSubscription(Topic topic, String compartmentId, EndpointUrl endpoint,
			Map<String, String> tags, String retryToken) {
		CreateSubscriptionRequest request = CreateSubscriptionRequest.builder()
			.createSubscriptionDetails(CreateSubscriptionDetails.builder()
				.topicId(topic.id())
				.compartmentId(compartmentId)
				.protocol(Subscription.HTTPS)
				.endpoint(endpoint.url().reveal())
				.freeformTags(tags)
				.build())
			.opcRetryToken(retryToken)
			.build();
		return call(SdkCall.CREATE_SUBSCRIPTION, endpoint.toString(), compartmentId,
				() -> SdkModels.subscription(this.subscriptions.createSubscription(request).getSubscription()));
	}

	@Override
	public void setRetryDuration(Subscription subscription, Duration retryDuration) {
		UpdateSubscriptionRequest.Builder request = UpdateSubscriptionRequest.builder()
			.subscriptionId(subscription.id())
			.updateSubscriptionDetails(UpdateSubscriptionDetails.builder()
				.deliveryPolicy(DeliveryPolicy.builder()
					.backoffRetryPolicy(BackoffRetryPolicy.builder()
						.maxRetryDuration(Math.toIntExact(retryDuration.toMillis()))
						.policyType(BackoffRetryPolicy.PolicyType.Exponential)
						.build())
					.build())
				.build());
		if (subscription.etag() != null) {
			request.ifMatch(subscription.etag());
		}
		call(SdkCall.UPDATE_SUBSCRIPTION, subscription.id(), "",
				() -> this.subscriptions.updateSubscription(request.build()));
	}

	@Override
	public void resendConfirmation(String subscriptionId) {
		ResendSubscriptionConfirmationRequest request = ResendSubscriptionConfirmationRequest.builder()
			.id(subscriptionId)
			.build();
		call(SdkCall.RESEND_CONFIRMATION, subscriptionId, "",
				() -> this.subscriptions.resendSubscriptionConfirmation(request));
	}

	@Override
	public void deleteSubscription(String subscriptionId) {
		DeleteSubscriptionRequest request = DeleteSubscriptionRequest.builder().subscriptionId(subscriptionId).build();
		unlessNotFound(SdkCall.DELETE_SUBSCRIPTION, subscriptionId,
				() -> this.subscriptions.deleteSubscription(request));
	}

	@Override
	public List<Rule> rules(String compartmentId, Predicate<Map<String, String>> tagged) {
		ListRulesRequest request = ListRulesRequest.builder().compartmentId(compartmentId).build();
		return call(SdkCall.LIST_RULES, "", compartmentId,
				() -> list(this.rules.getPaginators().listRulesRecordIterator(request)))
			.stream()
			.filter((rule) -> tagged.test(SdkModels.tags(rule.getFreeformTags())))
			.filter((rule) -> !SdkModels.isDeleted(rule.getLifecycleState()))
			.flatMap((rule) -> rule(rule.getId()).stream())
			.toList();
	}

	@Override
	public Optional<Rule> rule(String ruleId) {
		GetRuleRequest request = GetRuleRequest.builder().ruleId(ruleId).build();
		return unlessNotFound(SdkCall.GET_RULE, ruleId, () -> SdkModels.rule(this.rules.getRule(request).getRule()));
	}

	@Override
	public Rule createRule(String compartmentId, String name, RuleContent content, Map<String, String> tags,
			String retryToken) {
		CreateRuleRequest request = CreateRuleRequest.builder()
			.createRuleDetails(CreateRuleDetails.builder()
				.compartmentId(compartmentId)
				.displayName(name)
				.isEnabled(true)
				.condition(content.condition())
				.actions(SdkModels.details(content.actions()))
				.freeformTags(tags)
				.build())
			.opcRetryToken(retryToken)
			.build();
		return call(SdkCall.CREATE_RULE, name, compartmentId,
				() -> SdkModels.rule(this.rules.createRule(request).getRule()));
	}

	@Override
	public void changeRule(String ruleId, RuleContent content) {
		UpdateRuleRequest request = UpdateRuleRequest.builder()
			.ruleId(ruleId)
			.updateRuleDetails(UpdateRuleDetails.builder()
				.isEnabled(true)
				.condition(content.condition())
				.actions(SdkModels.details(content.actions()))
				.build())
			.build();
		call(SdkCall.UPDATE_RULE, ruleId, "", () -> this.rules.updateRule(request));
	}

	@Override
	public void deleteRule(String ruleId) {
		DeleteRuleRequest request = DeleteRuleRequest.builder().ruleId(ruleId).build();
		unlessNotFound(SdkCall.DELETE_RULE, ruleId, () -> this.rules.deleteRule(request));
	}

	@Override
	public void close() {
		this.topics.close();
		this.subscriptions.close();
		this.rules.close();
	}

	private <T> T call(SdkCall call, String subject, String compartmentId, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (BmcException ex) {
			throw new ApiFailure(call, subject, compartmentId, this.region).of(ex);
		}
	}

	/**
	 * A resource is not found for a moment after its creation, and its deletion may have
	 * been done by a run that was interrupted. A missing policy shows at its list.
	 */
	private <T> Optional<T> unlessNotFound(SdkCall call, String subject, Supplier<T> request) {
		try {
			return Optional.of(request.get());
		}
		catch (BmcException ex) {
			if (ex.getStatusCode() == 404 && !ex.isClientSide()) {
				return Optional.empty();
			}
			throw new ApiFailure(call, subject, "", this.region).of(ex);
		}
	}

	// Pages are requested while they are read
	private static <T> List<T> list(Iterable<T> records) {
		return StreamSupport.stream(records.spliterator(), false).toList();
	}

}
