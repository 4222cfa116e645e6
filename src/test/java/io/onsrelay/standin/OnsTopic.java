package io.onsrelay.standin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A topic: writes the requests that ONS makes for it.
 *
 * @param ocid the OCID of the topic
 * @param name the name of the topic
 * @param clock what the messages are dated by
 */
public record OnsTopic(String ocid, String name, Clock clock) {

	// The offset has no colon in it, which java.time.OffsetDateTime.parse refuses.
	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx")
		.withZone(ZoneOffset.UTC);

	// RSA with 2,048 bits.
	private static final int SIGNATURE_LENGTH = 256;

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * Creates the topic that the stand-ins use.
	 * @return the topic
	 */
	public static OnsTopic standIn() {
		return new OnsTopic("ocid1.onstopic.oc1.phx.aaaaaaaastandinstandinstandinstandinstandinstandinstandin",
				"operations", Clock.systemUTC());
	}

	/**
	 * Publishes a body.
	 * @param body what is published
	 * @return the message, under an id of its own
	 */
	public OnsMessage notification(String body) {
		return notification(UUID.randomUUID().toString(), body);
	}

	/**
	 * Publishes a body.
	 * @param id the message's id
	 * @param body what is published
	 * @return the message
	 */
	public OnsMessage notification(String id, String body) {
		return new OnsMessage(id, headers(id, "Notification"), body);
	}

	/**
	 * Asks an endpoint to confirm a subscription.
	 * @param subscriptionId the OCID of the subscription
	 * @param url the address whose GET confirms it
	 * @return the message
	 */
	public OnsMessage confirmation(String subscriptionId, String url) {
		String id = UUID.randomUUID().toString();
		Map<String, String> headers = headers(id, "SubscriptionConfirmation");
		headers.put("x-oci-ns-confirmationurl", url);
		headers.put("x-oci-ns-subscriptionid", subscriptionId);
		headers.put("x-oci-ns-state", "Pending");
		return new OnsMessage(id, headers, "{\"ConfirmationURL\":\"%s\"}".formatted(url));
	}

	/**
	 * Writes headers like those of a captured request. The signature is random: no
	 * receiver outside Oracle can make one.
	 */
	private Map<String, String> headers(String id, String type) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("accept", "*/*");
		headers.put("content-type", "application/json");
		headers.put("user-agent", "Apache-HttpAsyncClient/4.1.4 (Java/1.8.0_162)");
		headers.put("x-oci-ns-messageid", id);
		headers.put("x-oci-ns-messagetype", type);
		headers.put("x-oci-ns-signature", signature());
		headers.put("x-oci-ns-signatureversion", "2.0");
		headers.put("x-oci-ns-signingcerturl", "https://objectstorage.us-phoenix-1.oraclecloud.com/p/standin"
				+ "/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-phoenix.crt");
		headers.put("x-oci-ns-timestamp", TIMESTAMP.format(this.clock.instant()));
		headers.put("x-oci-ns-topicname", this.name);
		headers.put("x-oci-ns-topicocid", this.ocid);
		return headers;
	}

	private static String signature() {
		byte[] signature = new byte[SIGNATURE_LENGTH];
		RANDOM.nextBytes(signature);
		return Base64.getEncoder().encodeToString(signature);
	}

}
