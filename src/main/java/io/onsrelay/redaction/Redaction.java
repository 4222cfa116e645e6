package io.onsrelay.redaction;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.onsrelay.event.SanitizedText;

/**
 * Replaces secrets by {@code ******}. Immutable and thread-safe.
 * <p>
 * In text: the token of a pre-authenticated URL of Object Storage; the password in a URL;
 * what follows {@code token=}, {@code password=} and the other names below, as in the
 * confirmation URLs of ONS; an {@code Authorization} header; {@code Bearer} and
 * {@code Basic} credentials; and in text that is JSON, or nearly so, the members with
 * those names. URLs are also recognized as JSON, HTML and URLs escape them. And, wherever
 * they stand, secrets that have a form of their own: private keys in PEM, JWTs, URLs of
 * webhooks, and the tokens and key ids of clouds, code hosts and other services.
 * <p>
 * In JSON: the values of any type of fields with these names, in any letter case, with
 * dashes, underscores or neither: {@code authorization}, {@code proxy-authorization},
 * {@code opc-obo-token}, {@code x-obo-token}, {@code credential}, {@code credentials},
 * {@code password}, {@code passwd}, {@code passphrase}, {@code admin-password},
 * {@code secret}, {@code client-secret}, {@code secret-key}, {@code token},
 * {@code access-token}, {@code refresh-token}, {@code id-token}, {@code auth-token},
 * {@code security-token}, {@code session-token}, {@code api-key}, {@code x-api-key},
 * {@code private-key}, {@code secret-access-key}, {@code aws-secret-access-key},
 * {@code account-key}, {@code shared-access-key}, {@code cookie}, {@code set-cookie}; and
 * in every other string what is replaced in text.
 * <p>
 * Redaction takes time in proportion to the length of any text, and tens of milliseconds
 * for a hostile text of 60 KB full of near-secrets. Extra patterns may take longer, so
 * they end when the thread is interrupted.
 */
public final class Redaction {

	private static final String MASK = "******";

	private final List<ExtraPattern> extra;

	/**
	 * Creates a redaction.
	 * @param extra patterns of further secrets
	 */
	public Redaction(List<ExtraPattern> extra) {
		this.extra = List.copyOf(extra);
	}

	/**
	 * Return whether there are patterns of further secrets, which users chose and which
	 * may be slow.
	 * @return {@code true} if there are
	 */
	public boolean hasExtraPatterns() {
		return !this.extra.isEmpty();
	}

	/**
	 * Redacts a text. Text with HTML entities is best redacted before and after it is
	 * unescaped.
	 * @param text the text
	 * @return the text without secrets, which UTF-8 can encode
	 * @throws CancellationException if the thread is interrupted while an extra pattern
	 * searches
	 */
	public String redact(String text) {
		String redacted = SanitizedText.of(text);
		for (SecretPattern pattern : SecretPatterns.thatMayMatch(redacted)) {
			redacted = redact(redacted, pattern.pattern());
		}
		for (ExtraPattern pattern : this.extra) {
			redacted = pattern.redact(redacted, MASK);
		}
		return redacted;
	}

	/**
	 * Redacts JSON.
	 * @param json the JSON, which is not changed
	 * @return a copy without secrets
	 * @throws CancellationException as for text
	 */
	public JsonNode redact(JsonNode json) {
		return switch (json.getNodeType()) {
			case OBJECT -> redactObject(json);
			case ARRAY -> redactArray(json);
			case STRING -> TextNode.valueOf(redact(json.textValue()));
			default -> json;
		};
	}

	private ObjectNode redactObject(JsonNode json) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		json.forEachEntry((name, value) -> copy.set(redact(name), redactField(name, value)));
		return copy;
	}

	private JsonNode redactField(String name, JsonNode value) {
		return (SecretNames.contains(name) && !value.isNull()) ? TextNode.valueOf(MASK) : redact(value);
	}

	private ArrayNode redactArray(JsonNode json) {
		ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
		json.forEach((element) -> copy.add(redact(element)));
		return copy;
	}

	private static String redact(String text, Pattern pattern) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			return text;
		}
		StringBuilder redacted = new StringBuilder(text.length());
		int copied = 0;
		do {
			int start = matcher.start(SecretPatterns.GROUP);
			int end = matcher.end(SecretPatterns.GROUP);
			if (start < end) {
				redacted.append(text, copied, start).append(MASK);
				copied = end;
			}
		}
		while (matcher.find());
		return redacted.append(text, copied, text.length()).toString();
	}

}
