package io.onsrelay.provisioning;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.events.model.Action;
import com.oracle.bmc.events.model.ActionDetails;
import com.oracle.bmc.events.model.ActionDetailsList;
import com.oracle.bmc.events.model.CreateFaaSActionDetails;
import com.oracle.bmc.events.model.CreateNotificationServiceActionDetails;
import com.oracle.bmc.events.model.CreateStreamingServiceActionDetails;
import com.oracle.bmc.events.model.FaaSAction;
import com.oracle.bmc.events.model.NotificationServiceAction;
import com.oracle.bmc.events.model.Rule;
import com.oracle.bmc.events.model.StreamingServiceAction;
import com.oracle.bmc.ons.model.DeliveryPolicy;
import com.oracle.bmc.ons.model.NotificationTopic;
import com.oracle.bmc.ons.model.NotificationTopicSummary;
import com.oracle.bmc.ons.model.Subscription;
import com.oracle.bmc.ons.model.SubscriptionSummary;
import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.ControlPlane.RuleContent;
import io.onsrelay.provisioning.pipeline.EndpointUrl;
import io.onsrelay.provisioning.rule.RuleAction;

/**
 * Translates the SDK's models. Everything in them may be missing.
 */
final class SdkModels {

	private static final ObjectMapper JSON = new ObjectMapper();

	private SdkModels() {
	}

	static ControlPlane.Topic topic(NotificationTopic topic) {
		return new ControlPlane.Topic(text(topic.getTopicId()), text(topic.getName()),
				(topic.getLifecycleState() != null) ? text(topic.getLifecycleState().getValue()) : "",
				tags(topic.getFreeformTags()));
	}

	static ControlPlane.Topic topic(NotificationTopicSummary topic) {
		return new ControlPlane.Topic(text(topic.getTopicId()), text(topic.getName()),
				(topic.getLifecycleState() != null) ? text(topic.getLifecycleState().getValue()) : "",
				tags(topic.getFreeformTags()));
	}

	static ControlPlane.Subscription subscription(Subscription subscription) {
		return new ControlPlane.Subscription(text(subscription.getId()), text(subscription.getTopicId()),
				text(subscription.getProtocol()), EndpointUrl.withoutCredentials(text(subscription.getEndpoint())),
				state((subscription.getLifecycleState() != null) ? subscription.getLifecycleState().getValue() : ""),
				created(subscription.getCreatedTime()), retryDuration(subscription.getDeliverPolicy()),
				subscription.getEtag(), tags(subscription.getFreeformTags()));
	}

	static ControlPlane.Subscription subscription(SubscriptionSummary subscription) {
		return new ControlPlane.Subscription(text(subscription.getId()), text(subscription.getTopicId()),
				text(subscription.getProtocol()), EndpointUrl.withoutCredentials(text(subscription.getEndpoint())),
				state((subscription.getLifecycleState() != null) ? subscription.getLifecycleState().getValue() : ""),
				created(subscription.getCreatedTime()), retryDuration(subscription.getDeliveryPolicy()),
				subscription.getEtag(), tags(subscription.getFreeformTags()));
	}

	private static ControlPlane.Subscription.State state(@Nullable String state) {
		return switch (text(state).toUpperCase(Locale.ROOT)) {
			case "PENDING" -> ControlPlane.Subscription.State.PENDING;
			case "ACTIVE" -> ControlPlane.Subscription.State.ACTIVE;
			case "DELETED" -> ControlPlane.Subscription.State.DELETED;
			default -> ControlPlane.Subscription.State.UNKNOWN;
		};
	}

	private static Instant created(@Nullable Long millis) {
		return Instant.ofEpochMilli((millis != null) ? millis : 0);
	}

	/** In a list, the policy is an object. */
	private static @Nullable Duration retryDuration(@Nullable DeliveryPolicy policy) {
		Integer millis = (policy != null && policy.getBackoffRetryPolicy() != null)
				? policy.getBackoffRetryPolicy().getMaxRetryDuration() : null;
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

	/** Of one subscription, it is a text that holds JSON. */
	private static @Nullable Duration retryDuration(@Nullable String policy) {
		if (policy == null) {
			return null;
		}
		try {
			JsonNode millis = JSON.readTree(policy).path("backoffRetryPolicy").path("maxRetryDuration");
			return millis.canConvertToLong() ? Duration.ofMillis(millis.longValue()) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	static ControlPlane.Rule rule(Rule rule) {
		List<Action> actions = (rule.getActions() != null && rule.getActions().getActions() != null)
				? rule.getActions().getActions() : List.of();
		Set<RuleAction> called = new TreeSet<>();
		actions.forEach((action) -> called.add(action(action)));
		boolean enabled = !Boolean.FALSE.equals(rule.getIsEnabled())
				&& actions.stream().noneMatch((action) -> Boolean.FALSE.equals(action.getIsEnabled()));
		List<String> messages = Stream
			.concat(Stream.of(text(rule.getLifecycleMessage())),
					actions.stream().map((action) -> text(action.getLifecycleMessage())))
			.filter((message) -> !message.isBlank())
			.distinct()
			.toList();
		return new ControlPlane.Rule(text(rule.getId()), text(rule.getDisplayName()),
				new RuleContent(text(rule.getCondition()), called), enabled,
				(rule.getLifecycleState() != null) ? text(rule.getLifecycleState().getValue()) : "",
				String.join("; ", messages), tags(rule.getFreeformTags()));
	}

	static boolean isDeleted(Rule.@Nullable LifecycleState state) {
		return state == Rule.LifecycleState.Deleting || state == Rule.LifecycleState.Deleted;
	}

	private static RuleAction action(Action action) {
		return switch (action) {
			case NotificationServiceAction topic -> new RuleAction(RuleAction.Kind.ONS, text(topic.getTopicId()));
			case FaaSAction function -> new RuleAction(RuleAction.Kind.FAAS, text(function.getFunctionId()));
			case StreamingServiceAction stream -> new RuleAction(RuleAction.Kind.OSS, text(stream.getStreamId()));
			default -> new RuleAction(RuleAction.Kind.UNKNOWN, text(action.getId()));
		};
	}

	static ActionDetailsList details(Set<RuleAction> actions) {
		List<ActionDetails> details = new ArrayList<>();
		for (RuleAction action : actions) {
			details.add(switch (action.kind()) {
				case ONS ->
					CreateNotificationServiceActionDetails.builder().isEnabled(true).topicId(action.id()).build();
				case FAAS -> CreateFaaSActionDetails.builder().isEnabled(true).functionId(action.id()).build();
				case OSS -> CreateStreamingServiceActionDetails.builder().isEnabled(true).streamId(action.id()).build();
				case UNKNOWN -> throw new IllegalArgumentException("An action of an unknown kind can't be created");
			});
		}
		return ActionDetailsList.builder().actions(details).build();
	}

	static Map<String, String> tags(@Nullable Map<String, String> tags) {
		return (tags != null) ? Map.copyOf(tags) : Map.of();
	}

	private static String text(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

}
