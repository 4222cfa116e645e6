package io.onsrelay.canary;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.onsrelay.event.Body;

/**
 * Writes and recognises the canary's messages. Each has a nonce, the time and an
 * HMAC-SHA256 of both and the topic, by a key that only the replicas have: neither
 * another sender nor another service's canary passes for it.
 */
final class CanaryToken {

	private static final Pattern TEXT = Pattern.compile("ons-relay canary ([0-9a-f]{32}) ([0-9]{1,15}) ([0-9a-f]{64})");

	private static final int MAX_BYTES = 200;

	private final SecretKeySpec key;

	private final String topicId;

	/**
	 * Creates it.
	 * @param key the key, in hexadecimal
	 * @param topicId the OCID of the topic
	 */
	CanaryToken(String key, String topicId) {
		this.key = new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256");
		this.topicId = topicId.toLowerCase(Locale.ROOT);
	}

	/**
	 * Writes a message.
	 * @param nonce 16 random bytes
	 * @param publishedAt the time
	 * @return the body
	 */
	String write(byte[] nonce, Instant publishedAt) {
		String hex = HexFormat.of().formatHex(nonce);
		String millis = Long.toString(publishedAt.toEpochMilli());
		return "ons-relay canary %s %s %s".formatted(hex, millis, HexFormat.of().formatHex(sign(hex, millis)));
	}

	/**
	 * Reads a message.
	 * @param body the body
	 * @return when it was published; empty if it is not one of the canary's
	 */
	Optional<Instant> read(Body body) {
		if (body.length() > MAX_BYTES) {
			return Optional.empty();
		}
		Matcher text = TEXT.matcher(new String(body.bytes(), StandardCharsets.UTF_8).strip());
		return (text.matches()
				&& MessageDigest.isEqual(sign(text.group(1), text.group(2)), HexFormat.of().parseHex(text.group(3))))
						? Optional.of(Instant.ofEpochMilli(Long.parseLong(text.group(2)))) : Optional.empty();
	}

	private byte[] sign(String nonce, String millis) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			return mac.doFinal("%s %s %s".formatted(this.topicId, nonce, millis).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HmacSHA256", ex);
		}
	}

}
