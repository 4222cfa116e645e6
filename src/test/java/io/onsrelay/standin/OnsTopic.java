package io.onsrelay.standin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A topic: writes the requests that ONS makes for it. How ONS signs them is not known, so
 * this one chooses a construction; its signature is random where its certificate can't be
 * fetched.
 *
 * @param ocid the OCID of the topic
 * @param name the name of the topic
 * @param clock what the messages are dated by
 * @param certificates the origin of its certificate
 */
public record OnsTopic(String ocid, String name, Clock clock, URI certificates) {

	/** The construction of the signatures. */
	public static final String CONSTRUCTION = "plain-timestamp-sha256";

	/** Where the certificate is at its origin. */
	static final String CERTIFICATE_PATH = "/p/stand-in-token/n/bmc-ons-prod/b/ons-ds/o/"
			+ "ds-signature-public-certificate-standin.crt";

	// Not one of Oracle's, so that no test calls it.
	private static final URI NOWHERE = URI.create("https://objectstorage.standin.invalid");

	// The offset has no colon in it, which java.time.OffsetDateTime.parse refuses.
	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx")
		.withZone(ZoneOffset.UTC);

	// RSA with 2,048 bits.
	private static final int SIGNATURE_LENGTH = 256;

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * Creates a topic whose certificate can't be fetched.
	 * @param ocid the OCID of the topic
	 * @param name the name of the topic
	 * @param clock what the messages are dated by
	 */
	public OnsTopic(String ocid, String name, Clock clock) {
		this(ocid, name, clock, NOWHERE);
	}

	/**
	 * Return this topic, with signatures that verify.
	 * @param certificates the origin of its certificate
	 * @return the topic
	 */
	public OnsTopic signedAt(URI certificates) {
		return new OnsTopic(this.ocid, this.name, this.clock, certificates);
	}

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
		return new OnsMessage(id, headers(id, "Notification", body), body);
	}

	/**
	 * Asks an endpoint to confirm a subscription.
	 * @param subscriptionId the OCID of the subscription
	 * @param url the address whose GET confirms it
	 * @return the message
	 */
	public OnsMessage confirmation(String subscriptionId, String url) {
		String id = UUID.randomUUID().toString();
		String body = "{\"ConfirmationURL\":\"%s\"}".formatted(url);
		Map<String, String> headers = headers(id, "SubscriptionConfirmation", body);
		headers.put("x-oci-ns-confirmationurl", url);
		headers.put("x-oci-ns-subscriptionid", subscriptionId);
		headers.put("x-oci-ns-state", "Pending");
		return new OnsMessage(id, headers, body);
	}

	/**
	 * Writes headers like those of a captured request.
	 */
	private Map<String, String> headers(String id, String type, String body) {
		String timestamp = TIMESTAMP.format(this.clock.instant());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("accept", "*/*");
		headers.put("content-type", "application/json");
		headers.put("user-agent", "Apache-HttpAsyncClient/4.1.4 (Java/1.8.0_162)");
		headers.put("x-oci-ns-messageid", id);
		headers.put("x-oci-ns-messagetype", type);
		headers.put("x-oci-ns-signature", signature(type + id + this.ocid + this.name + body + timestamp));
		headers.put("x-oci-ns-signatureversion", "2.0");
		headers.put("x-oci-ns-signingcerturl", this.certificates + CERTIFICATE_PATH);
		headers.put("x-oci-ns-timestamp", timestamp);
		headers.put("x-oci-ns-topicname", this.name);
		headers.put("x-oci-ns-topicocid", this.ocid);
		return headers;
	}

	private String signature(String text) {
		if (!this.certificates.equals(NOWHERE)) {
			return SigningKey.standIn().sign("SHA256withRSA", text.getBytes(StandardCharsets.UTF_8));
		}
		byte[] signature = new byte[SIGNATURE_LENGTH];
		RANDOM.nextBytes(signature);
		return Base64.getEncoder().encodeToString(signature);
	}

}
