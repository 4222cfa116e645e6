package io.onsrelay.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.onsrelay.secret.Secret;

/**
 * Signs posts as Standard Webhooks has it, with every secret that is valid at the time.
 * Its own library signs text only, and a post may be of any bytes. See
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
 */
final class StandardWebhooks {

	/**
	 * What the names of its headers begin with.
	 */
	static final String PREFIX = "webhook-";

	private static final String SECRET_PREFIX = "whsec_";

	private static final String ALGORITHM = "HmacSHA256";

	private final List<SecretKeySpec> keys;

	/**
	 * Creates the signer.
	 * @param secrets the secrets; posts are not signed if there are none
	 */
	StandardWebhooks(List<Secret> secrets) {
		this.keys = secrets.stream()
			.map((secret) -> Base64.getDecoder().decode(secret.reveal().substring(SECRET_PREFIX.length())))
			.map((key) -> new SecretKeySpec(key, ALGORITHM))
			.toList();
	}

	/**
	 * Return the headers of one attempt.
	 * @param id the id of the message, the same on each attempt
	 * @param time the time of the attempt, which receivers compare with their clock
	 * @param body the body
	 * @return the headers by name
	 */
	Map<String, String> headers(String id, Instant time, byte[] body) {
		String timestamp = Long.toString(time.getEpochSecond());
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(PREFIX + "id", id);
		headers.put(PREFIX + "timestamp", timestamp);
		if (!this.keys.isEmpty()) {
			byte[] head = "%s.%s.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8);
			headers.put(PREFIX + "signature",
					this.keys.stream().map((key) -> "v1," + sign(key, head, body)).collect(Collectors.joining(" ")));
		}
		return headers;
	}

	private static String sign(SecretKeySpec key, byte[] head, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			mac.update(head);
			return Base64.getEncoder().encodeToString(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HMAC with SHA-256", ex);
		}
	}

}
