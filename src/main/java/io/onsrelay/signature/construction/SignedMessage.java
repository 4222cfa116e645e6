package io.onsrelay.signature.construction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;

/**
 * A message with its signature, in the fields that constructions are made of.
 */
public final class SignedMessage {

	/**
	 * Versions become tags of a meter and keys of a table: a sender chooses them.
	 */
	private static final Pattern VERSION = Pattern.compile("[0-9]{1,2}\\.[0-9]{1,2}");

	private static final Pattern UTC_OFFSET = Pattern.compile("(?:[+-]00:?00|Z)$");

	private final Map<Field, byte[]> fields = new TreeMap<>();

	private final String topic;

	private final String version;

	private final Optional<byte[]> signature;

	private final Optional<String> certificateUrl;

	private SignedMessage(OnsHeaders headers, Body body) {
		put(Field.MESSAGE_TYPE, headers.messageType());
		put(Field.MESSAGE_ID, headers.messageId());
		put(Field.TOPIC_OCID, headers.topicOcid());
		put(Field.TOPIC_NAME, headers.topicName());
		this.fields.put(Field.BODY, body.bytes());
		put(Field.TIMESTAMP, headers.timestamp());
		put(Field.TIMESTAMP_Z,
				headers.timestamp()
					.filter((text) -> UTC_OFFSET.matcher(text).find())
					.map((text) -> UTC_OFFSET.matcher(text).replaceFirst("Z")));
		put(Field.SIGNATURE_VERSION, headers.signatureVersion());
		this.topic = headers.topicOcid().map((ocid) -> ocid.toLowerCase(Locale.ROOT)).orElse("");
		this.version = headers.signatureVersion()
			.map((text) -> VERSION.matcher(text).matches() ? text : "other")
			.orElse("none");
		this.signature = headers.signature().flatMap(SignedMessage::decode);
		this.certificateUrl = headers.signingCertUrl();
	}

	/**
	 * Takes a message apart.
	 * @param headers its headers
	 * @param body its exact bytes
	 * @return the fields
	 */
	public static SignedMessage of(OnsHeaders headers, Body body) {
		return new SignedMessage(headers, body);
	}

	// The values are the bytes that arrived, one character each.
	private void put(Field field, Optional<String> value) {
		value.ifPresent((text) -> this.fields.put(field, text.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static Optional<byte[]> decode(String text) {
		try {
			return Optional.of(Base64.getDecoder().decode(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return the OCID of the topic.
	 * @return the OCID in lower case; empty if the message names none
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * Return the version of the signature.
	 * @return {@code X-OCI-NS-SignatureVersion}; {@code other} if it is not two numbers,
	 * {@code none} if it is missing
	 */
	public String version() {
		return this.version;
	}

	/**
	 * Return the signature.
	 * @return its bytes; empty if it is not Base64
	 */
	Optional<byte[]> signature() {
		return this.signature.map((bytes) -> bytes.clone());
	}

	/**
	 * Return whether there is a signature that could be checked.
	 * @return {@code true} if it is Base64
	 */
	public boolean hasSignature() {
		return this.signature.isPresent();
	}

	/**
	 * Return the URL of the certificate.
	 * @return the URL as the sender wrote it
	 */
	public Optional<String> certificateUrl() {
		return this.certificateUrl;
	}

	boolean has(Field field) {
		return this.fields.containsKey(field);
	}

	byte[] bytes(Field field) {
		return this.fields.getOrDefault(field, new byte[0]);
	}

	/**
	 * A field that may be signed.
	 */
	enum Field {

		MESSAGE_TYPE("MessageType"),

		MESSAGE_ID("MessageId"),

		TOPIC_OCID("TopicOcid"),

		TOPIC_NAME("TopicName"),

		BODY("Message"),

		TIMESTAMP("Timestamp"),

		/**
		 * The timestamp with {@code Z} in place of the offset {@code +0000}.
		 */
		TIMESTAMP_Z("Timestamp"),

		SIGNATURE_VERSION("SignatureVersion");

		private final String key;

		Field(String key) {
			this.key = key;
		}

		/**
		 * Return the name of the field where names are signed too: that of its header
		 * without {@code X-OCI-NS-}, and for the body that which Amazon SNS uses.
		 */
		String key() {
			return this.key;
		}

	}

}
