package io.onsrelay.standin;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.standin.LoopbackServer.Answer;
import io.onsrelay.standin.LoopbackServer.Request;

/**
 * OCI Notifications with one topic and one subscription of an HTTPS endpoint. Where the
 * real one waits for minutes, this one waits as long as it is told. See
 * https://docs.oracle.com/en-us/iaas/Content/Notification/Tasks/create-subscription-https.htm.
 */
public final class StandInOns implements AutoCloseable {

	private static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.phx.aaaaaaaastandinstandinstandinstandinstandin";

	// The real ones are base64, with the letters that a careless decoder changes.
	private static final String TOKEN = "MDAwMHN0YW5kLWlu+fresh/token+for/one+use/MDAwMA==";

	private final ObjectMapper json = new ObjectMapper();

	private final Availability availability = new Availability();

	private final CountDownLatch confirmed = new CountDownLatch(1);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<OnsMessage> acknowledged = Collections.synchronizedList(new ArrayList<>());

	private final OnsTopic topic;

	private final OnsClient client;

	private final List<Duration> backOff;

	private final LoopbackServer server;

	/**
	 * Starts it, with the subscription still pending.
	 * @param topic the topic
	 * @param client the subscription's way to the endpoint
	 * @param backOff how long to wait before each retry after a failure; the real one
	 * retries at once, then after 1, 2, 4, 8, 16 and 32 minutes
	 */
	public StandInOns(OnsTopic topic, OnsClient client, List<Duration> backOff) {
		this.client = client;
		this.backOff = List.copyOf(backOff);
		this.server = new LoopbackServer((request) -> this.availability.orElse(this::receive, request));
		this.topic = topic.signedAt(this.server.origin());
	}

	/**
	 * Return the origin of its confirmation URLs, and of its certificate.
	 * @return scheme, host and port
	 */
	public URI origin() {
		return this.server.origin();
	}

	/**
	 * Return the switch that makes its confirmation URL fail.
	 * @return the switch
	 */
	public Availability availability() {
		return this.availability;
	}

	/**
	 * Return the topic, whose messages are signed.
	 * @return the topic
	 */
	public OnsTopic topic() {
		return this.topic;
	}

	/**
	 * Asks the endpoint to confirm the subscription.
	 * @return the result of the request
	 */
	public OnsDelivery requestConfirmation() {
		return deliver(this.topic.confirmation(SUBSCRIPTION, confirmationUrl()));
	}

	/**
	 * Waits for the subscription to be confirmed.
	 * @param atMost how long
	 * @return {@code true} if it is
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitConfirmed(Duration atMost) throws InterruptedException {
		return this.confirmed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Publishes a body on the topic and delivers it, with retries.
	 * @param body what is published
	 * @return the result
	 * @throws IllegalStateException if the subscription is pending: such a one gets no
	 * messages
	 */
	public OnsDelivery publish(String body) {
		return redeliver(this.topic.notification(body));
	}

	/**
	 * Delivers a message under the id it has, as after an acknowledgement that was lost.
	 * @param message the message
	 * @return the result
	 * @throws IllegalStateException if the subscription is pending
	 */
	public OnsDelivery redeliver(OnsMessage message) {
		if (this.confirmed.getCount() > 0) {
			throw new IllegalStateException("The subscription is pending: it gets no messages");
		}
		OnsDelivery delivery = deliver(message);
		if (delivery.acknowledged()) {
			this.acknowledged.add(message);
		}
		return delivery;
	}

	/**
	 * Return the notifications that the endpoint acknowledged.
	 * @return the messages, in the order of their acknowledgement
	 */
	public List<OnsMessage> acknowledged() {
		return List.copyOf(this.acknowledged);
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.availability.recover();
		this.client.close();
		this.server.close();
	}

	private OnsDelivery deliver(OnsMessage message) {
		List<OnsAnswer> answers = new ArrayList<>(this.client.post(message).answers());
		for (Duration pause : retries()) {
			if (answers.getLast().acknowledges() || closedWithin(pause)) {
				break;
			}
			answers.addAll(this.client.post(message).answers());
		}
		return new OnsDelivery(message, List.copyOf(answers));
	}

	private List<Duration> retries() {
		List<Duration> retries = new ArrayList<>(this.backOff);
		retries.addFirst(Duration.ZERO);
		return retries;
	}

	private boolean closedWithin(Duration pause) {
		try {
			return this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private String confirmationUrl() {
		return this.server.origin() + confirmationPath() + "?token=" + TOKEN + "&protocol=CUSTOM_HTTPS";
	}

	private static String confirmationPath() {
		return "/20181201/subscriptions/" + SUBSCRIPTION + "/confirmation";
	}

	private Answer receive(Request request) {
		if (request.uri().getPath().equals(OnsTopic.CERTIFICATE_PATH)) {
			return Answer.text(200, SigningKey.standIn().pem());
		}
		if (!request.method().equals("GET") || !request.uri().getPath().equals(confirmationPath())) {
			return Answer.json(404, "{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"Not found\"}");
		}
		// Undecoded: the URL must come back as it was sent.
		if (!("token=" + TOKEN + "&protocol=CUSTOM_HTTPS").equals(request.uri().getRawQuery())) {
			return Answer.json(400, "{\"code\":\"InvalidParameter\",\"message\":\"Invalid token\"}");
		}
		boolean first = this.confirmed.getCount() > 0;
		this.confirmed.countDown();
		return Answer.json(200, confirmation(first ? "Subscription confirmed" : "Subscription is already confirmed"));
	}

	private String confirmation(String message) {
		ObjectNode confirmation = this.json.createObjectNode();
		confirmation.put("topicName", this.topic.name());
		confirmation.put("topicId", this.topic.ocid());
		confirmation.put("endpoint", "https://ons:******@relay.example.com/ons");
		confirmation.put("unsubscribeUrl",
				this.server.origin() + confirmationPath().replace("confirmation", "unsubscription"));
		confirmation.put("message", message);
		confirmation.put("subscriptionId", SUBSCRIPTION);
		return confirmation.toString();
	}

}
