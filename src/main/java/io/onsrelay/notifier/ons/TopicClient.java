package io.onsrelay.notifier.ons;

import java.util.concurrent.atomic.AtomicReference;

import com.oracle.bmc.ons.NotificationControlPlaneClient;
import com.oracle.bmc.ons.NotificationDataPlaneClient;
import com.oracle.bmc.ons.model.MessageDetails;
import com.oracle.bmc.ons.model.PublishResult;
import com.oracle.bmc.ons.requests.GetTopicRequest;
import com.oracle.bmc.ons.requests.PublishMessageRequest;
import com.oracle.bmc.ons.responses.PublishMessageResponse;
import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.notifier.oci.OciOutcomes;

/**
 * The SDK's client of one topic, which is opened at the first call.
 */
final class TopicClient {

	private final OciCalls calls;

	private final OnsSettings settings;

	private final AtomicReference<@Nullable NotificationDataPlaneClient> client = new AtomicReference<>();

	TopicClient(OciCalls calls, OnsSettings settings) {
		this.calls = calls;
		this.settings = settings;
	}

	/**
	 * Publishes a message.
	 * @param publication the message
	 * @param requestId the id of the request
	 * @return the outcome
	 * @throws RuntimeException whatever the SDK throws
	 */
	Outcome publish(Publication publication, String requestId) {
		PublishMessageResponse response = client().publishMessage(PublishMessageRequest.builder()
			.topicId(this.settings.topicId())
			.opcRequestId(requestId)
			// As JSON, the body would be a text for each protocol
			.messageType(PublishMessageRequest.MessageType.RawText)
			.messageDetails(MessageDetails.builder().title(publication.title()).body(publication.body()).build())
			.build());
		PublishResult result = response.getPublishResult();
		boolean oracles = response.getOpcRequestId() != null || (result != null && result.getMessageId() != null);
		return oracles ? Outcome.delivered() : OciOutcomes.unrecognized(response);
	}

	/**
	 * Two calls may open a client at the same time; one of them is used, and both are
	 * closed at the end.
	 */
	private NotificationDataPlaneClient client() {
		NotificationDataPlaneClient opened = this.client.get();
		if (opened != null) {
			return opened;
		}
		NotificationDataPlaneClient made = this.calls.clients()
			.open(NotificationDataPlaneClient.builder(), lookUp(), this.settings.timeout());
		NotificationDataPlaneClient other = this.client.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

	/**
	 * Looks the topic's endpoint up: topics of one region have different ones.
	 */
	private String lookUp() {
		return this.calls.clients()
			.once(NotificationControlPlaneClient.builder(), this.settings.endpoint(), this.settings.topicId(),
					OciCalls.LOOKUP_TIMEOUT,
					(topics) -> topics.getTopic(GetTopicRequest.builder().topicId(this.settings.topicId()).build()))
			.getNotificationTopic()
			.getApiEndpoint();
	}

}
