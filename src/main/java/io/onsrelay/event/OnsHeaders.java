package io.onsrelay.event;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * The {@code X-OCI-NS-*} headers of a request. Among them are the signature and the URL
 * of its certificate, kept as evidence.
 */
public final class OnsHeaders {

	/** Names of headers begin so, in lower case. */
	private static final String PREFIX = "x-oci-ns-";

	private static final Set<String> WITH_TOKENS = Set.of(PREFIX + "confirmationurl", PREFIX + "unsubscribeurl");

	private static final String DIGEST_PREFIX = "sha256:";

	// In full: a sender may put the prefix before a token
	private static final Pattern DIGEST = Pattern.compile(DIGEST_PREFIX + "[0-9a-f]{64}");

	/**
	 * See https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm.
	 */
	private static final String OCID_PREFIX = "ocid1.";

	private static final int OCID_LENGTH = 255;

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {
	};

	private final Map<String, String> values;

	/**
	 * What is stored, once it is asked for: the journal stores it, and the audit log
	 * digests it.
	 */
	private volatile @Nullable String json;

	/**
	 * Keeps the headers of ONS, under lower-case names.
	 * @param values header values by name, in any letter case
	 */
	public OnsHeaders(Map<String, String> values) {
		Map<String, String> kept = new TreeMap<>();
		values.forEach((name, value) -> {
			if (isOnsHeader(name)) {
				kept.put(name.toLowerCase(Locale.ROOT), value);
			}
		});
		this.values = Collections.unmodifiableMap(kept);
	}

	/**
	 * Return the headers.
	 * @return header values by lower-case header name, without other headers; can't be
	 * changed
	 */
	public Map<String, String> values() {
		return this.values;
	}

	/**
	 * Return whether a header is one of ONS.
	 * @param name the name of the header, in any letter case
	 * @return {@code true} if it is
	 */
	public static boolean isOnsHeader(String name) {
		return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
	}

	/**
	 * Parses the result of {@link #toJson()}.
	 * @param json a JSON object of strings
	 * @return the headers
	 * @throws IllegalArgumentException if the text is not such an object
	 */
	public static OnsHeaders ofJson(String json) {
		try {
			return new OnsHeaders(JSON.readValue(json, MAP));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("Not a JSON object of headers", ex);
		}
	}

	/**
	 * Return the headers as JSON, to be stored with the message. The URLs that confirm or
	 * end a subscription hold a token, so each is stored as its SHA-256: enough to find
	 * the request that it came with, and of no use to a reader of the database or a
	 * backup of it. A notification has neither, and what is known of the signature covers
	 * neither.
	 * @return a JSON object of strings
	 */
	public String toJson() {
		String known = this.json;
		if (known == null) {
			known = write();
			this.json = known;
		}
		return known;
	}

	private String write() {
		Map<String, String> stored = new TreeMap<>(this.values);
		WITH_TOKENS.forEach((name) -> stored.computeIfPresent(name, (_, url) -> digest(url)));
		try {
			return JSON.writeValueAsString(stored);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A map of strings is always valid JSON", ex);
		}
	}

	/**
	 * Return {@code X-OCI-NS-MessageType}: {@code SubscriptionConfirmation},
	 * {@code Notification} or an unknown one.
	 * @return the message type
	 */
	public Optional<String> messageType() {
		return value("messagetype");
	}

	/**
	 * Return {@code X-OCI-NS-MessageId}, which ONS repeats when it retries.
	 * @return the message id of ONS
	 */
	public Optional<String> messageId() {
		return value("messageid");
	}

	/**
	 * Return {@code X-OCI-NS-TopicOcid}. Unlike the other headers, it may be logged.
	 * @return the OCID of the topic; empty if the value is no OCID
	 */
	public Optional<String> topicOcid() {
		return value("topicocid").filter(OnsHeaders::isOcid);
	}

	// A loop: each message is asked for its topic several times
	private static boolean isOcid(String text) {
		int prefix = OCID_PREFIX.length();
		if (text.length() <= prefix || text.length() > OCID_LENGTH
				|| !text.regionMatches(true, 0, OCID_PREFIX, 0, prefix)) {
			return false;
		}
		for (int i = prefix; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
				return false;
			}
		}
		return true;
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
	 * Return {@code X-OCI-NS-Timestamp}, as ONS has written it.
	 * @return a time such as {@code 2021-09-14T12:38:00.774+0000}
	 */
	public Optional<String> timestamp() {
		return value("timestamp");
	}

	/**
	 * Return {@code X-OCI-NS-Signature}.
	 * @return the signature in Base64
	 */
	public Optional<String> signature() {
		return value("signature");
	}

	/**
	 * Return {@code X-OCI-NS-SignatureVersion}.
	 * @return a version such as {@code 2.0}
	 */
	public Optional<String> signatureVersion() {
		return value("signatureversion");
	}

	/**
	 * Return {@code X-OCI-NS-SigningCertURL}, whose path holds a token of Oracle's: it is
	 * not logged.
	 * @return the URL of the certificate that the signature was made with
	 */
	public Optional<String> signingCertUrl() {
		return value("signingcerturl");
	}

	/**
	 * Return {@code X-OCI-NS-ConfirmationURL}, whose query holds a token: it must not be
	 * logged.
	 * @return the URL whose GET confirms the subscription; of stored headers, its digest
	 */
	public Optional<String> confirmationUrl() {
		return value("confirmationurl");
	}

	private static String digest(String url) {
		return DIGEST.matcher(url).matches() ? url : DIGEST_PREFIX + Sha256.hex(url.trim());
	}

	private Optional<String> value(String suffix) {
		return Optional.ofNullable(this.values.get(PREFIX + suffix))
			.map(String::trim)
			.filter((text) -> !text.isEmpty());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof OnsHeaders headers && this.values.equals(headers.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	/**
	 * Return the names only: the values of some headers are secrets.
	 */
	@Override
	public String toString() {
		return "OnsHeaders" + this.values.keySet();
	}

}
