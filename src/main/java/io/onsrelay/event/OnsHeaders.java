package io.onsrelay.event;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The {@code X-OCI-NS-*} headers of a request, with names in any letter case. Among them
 * are the signature and the address of its certificate, kept as evidence.
 *
 * @param values header values by lower-case header name; other headers than
 * {@code x-oci-ns-*} are left out
 */
public record OnsHeaders(Map<String, String> values) {

	private static final String PREFIX = "x-oci-ns-";

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {
	};

	/**
	 * Keeps what is ONS's, under lower-case names.
	 * @param values header values by name
	 */
	public OnsHeaders(Map<String, String> values) {
		Map<String, String> kept = new TreeMap<>();
		values.forEach((name, value) -> {
			String lowerCase = name.toLowerCase(Locale.ROOT);
			if (lowerCase.startsWith(PREFIX)) {
				kept.put(lowerCase, value);
			}
		});
		this.values = Collections.unmodifiableMap(kept);
	}

	/**
	 * Reads what {@link #toJson()} wrote.
	 * @param json a JSON object of strings
	 * @return the headers
	 */
	public static OnsHeaders ofJson(String json) {
		try {
			return new OnsHeaders(JSON.readValue(json, MAP));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("Not headers that were written here", ex);
		}
	}

	/**
	 * Writes the headers down, to be kept with the message.
	 * @return a JSON object of strings
	 */
	public String toJson() {
		try {
			return JSON.writeValueAsString(this.values);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A map of strings can always be written", ex);
		}
	}

	/**
	 * Return {@code X-OCI-NS-MessageType}: {@code SubscriptionConfirmation},
	 * {@code Notification} or something new.
	 * @return the message type
	 */
	public Optional<String> messageType() {
		return value("messagetype");
	}

	/**
	 * Return {@code X-OCI-NS-MessageId}, which ONS keeps over its own retries.
	 * @return the id ONS gave the message
	 */
	public Optional<String> messageId() {
		return value("messageid");
	}

	/**
	 * Return {@code X-OCI-NS-TopicOcid}.
	 * @return the OCID of the topic
	 */
	public Optional<String> topicOcid() {
		return value("topicocid");
	}

	/**
	 * Return {@code X-OCI-NS-TopicName}.
	 * @return the name of the topic
	 */
	public Optional<String> topicName() {
		return value("topicname");
	}

	/**
	 * Return {@code X-OCI-NS-SubscriptionId}.
	 * @return the OCID of the subscription
	 */
	public Optional<String> subscriptionId() {
		return value("subscriptionid");
	}

	/**
	 * Return {@code X-OCI-NS-ConfirmationURL}, whose query holds a token: never to be
	 * logged.
	 * @return the URL whose GET confirms the subscription
	 */
	public Optional<String> confirmationUrl() {
		return value("confirmationurl");
	}

	private Optional<String> value(String suffix) {
		return Optional.ofNullable(this.values.get(PREFIX + suffix))
			.map(String::trim)
			.filter((text) -> !text.isEmpty());
	}

	/**
	 * Names only: the values of some headers are secrets.
	 */
	@Override
	public String toString() {
		return "OnsHeaders" + this.values.keySet();
	}

}
