package io.onsrelay.provisioning;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.ons.NotificationControlPlaneClient;
import com.oracle.bmc.ons.NotificationDataPlaneClient;
import com.oracle.bmc.ons.model.MessageDetails;
import com.oracle.bmc.ons.requests.GetTopicRequest;
import com.oracle.bmc.ons.requests.PublishMessageRequest;
import org.jspecify.annotations.Nullable;

import io.onsrelay.oci.OciCredentials;
import io.onsrelay.oci.OciProperties;

/**
 * Publishes messages to one topic. The SDK is loaded by the first one. It is for one
 * thread.
 */
public final class TopicPublisher {

	private final OciProperties properties;

	private final String topicId;

	private @Nullable NotificationDataPlaneClient client;

	/**
	 * Creates the publisher.
	 * @param properties the credentials, which must be configured
	 * @param topicId the OCID of the topic
	 */
	TopicPublisher(OciProperties properties, String topicId) {
		this.properties = properties;
		this.topicId = topicId;
	}

	/**
	 * Return what publishes messages to a topic.
	 * @param topicId the OCID of the topic
	 * @param properties the credentials, which must be configured
	 * @param title the subject that e-mail shows
	 * @return takes a message, and tells why it is not published as
	 * {@link #publish(String, String)} does; for one thread
	 */
	public static Function<String, Optional<String>> to(String topicId, OciProperties properties, String title) {
		TopicPublisher publisher = new TopicPublisher(properties, topicId);
		return (body) -> publisher.publish(title, body);
	}

	/**
	 * Publishes a message. ONS takes 60 a minute for each topic.
	 * @param title the subject that e-mail shows
	 * @param body the message
	 * @return why it is not published, and what to do, without secrets; empty if it is
	 */
	Optional<String> publish(String title, String body) {
		try {
			client().publishMessage(PublishMessageRequest.builder()
				.topicId(this.topicId)
				.messageDetails(MessageDetails.builder().title(title).body(body).build())
				.build());
			return Optional.empty();
		}
		catch (BmcException ex) {
			return Optional.of(ex.isClientSide() ? "there was no response: check the network and relay.oci.endpoint"
					: "HTTP %d %s, opc-request-id %s: %s".formatted(ex.getStatusCode(), ex.getServiceCode(),
							ex.getOpcRequestId(), advice(ex.getStatusCode())));
		}
		// The SDK throws any of these for a missing file, key or principal
		catch (IOException | RuntimeException ex) {
			return Optional.of("%s: check relay.oci.*".formatted(ex.getClass().getSimpleName()));
		}
	}

	private static String advice(int status) {
		return switch (status) {
			case 401 -> "check relay.oci.auth, the key and its fingerprint, and the clock of this machine";
			case 404 ->
				"the topic is gone or, more often, a policy is missing: allow this principal to use ons-topics in "
						+ "the compartment of the topic";
			case 429 -> "too many messages were published to the topic";
			default -> "it is tried again later";
		};
	}

	private NotificationDataPlaneClient client() throws IOException {
		if (this.client == null) {
			BasicAuthenticationDetailsProvider credentials = OciCredentials.find(this.properties);
			NotificationDataPlaneClient created = NotificationDataPlaneClient.builder()
				.configuration(OnsSubscriptions.configuration())
				.build(credentials);
			created.setEndpoint(endpoint(credentials));
			this.client = created;
		}
		return this.client;
	}

	/** Each topic has an endpoint of its own. */
	private String endpoint(BasicAuthenticationDetailsProvider credentials) throws IOException {
		String configured = this.properties.endpoint();
		if (configured != null) {
			return configured;
		}
		try (NotificationControlPlaneClient topics = NotificationControlPlaneClient.builder()
			.configuration(OnsSubscriptions.configuration())
			.region(Region.fromRegionCodeOrId(OnsSubscriptions.region(this.topicId)))
			.build(credentials)) {
			return topics.getTopic(GetTopicRequest.builder().topicId(this.topicId).build())
				.getNotificationTopic()
				.getApiEndpoint();
		}
	}

}
