package io.onsrelay.redaction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.onsrelay.event.SanitizedText;

/**
 * Takes away what must not reach a person's screen, and puts {@code ******} in its place.
 * Immutable, and safe for use by several threads.
 * <p>
 * From text: the token of a pre-authenticated URL of Object Storage; the password in a
 * URL; what follows {@code token=}, {@code password=} and the other names below, as in
 * ONS's confirmation URLs; an {@code Authorization} header; {@code Bearer} and
 * {@code Basic} credentials; and in text that is JSON, or nearly so, the members with
 * those names. URLs are recognised in the escaped forms of JSON, HTML and URLs too.
 * <p>
 * From JSON: the values of fields with these names, in any letter case, with dashes,
 * underscores or neither, whatever their type: {@code authorization},
 * {@code proxy-authorization}, {@code opc-obo-token}, {@code x-obo-token},
 * {@code credential}, {@code credentials}, {@code password}, {@code passwd},
 * {@code passphrase}, {@code admin-password}, {@code secret}, {@code client-secret},
 * {@code secret-key}, {@code token}, {@code access-token}, {@code refresh-token},
 * {@code id-token}, {@code auth-token}, {@code security-token}, {@code session-token},
 * {@code api-key}, {@code x-api-key}, {@code private-key}, {@code cookie},
 * {@code set-cookie}; and from every other string what is taken from text.
 * <p>
 * The work grows in proportion to the text, whatever the text is; extra patterns must
 * keep to that.
 */
public final class Redaction {

	private static final String MASK = "******";

	private final List<SecretPattern> patterns;

	/**
	 * Creates a redaction that hides more than the standard one.
	 * @param extra patterns of what else to hide: what the group named {@code secret}
	 * matches, or all of the match where the pattern has no such group
	 */
	public Redaction(List<Pattern> extra) {
		this.patterns = Stream.concat(SecretPatterns.ALL.stream(), extra.stream().map(SecretPattern::of)).toList();
	}

	/**
	 * Hides the secrets in a text. Text in HTML entities is best redacted before and
	 * after it is unescaped.
	 * @param text the text
	 * @return the text without its secrets; a text that can be written as UTF-8
	 */
	public String redact(String text) {
		String redacted = SanitizedText.of(text);
		for (SecretPattern pattern : this.patterns) {
			if (pattern.mayMatch(redacted)) {
				redacted = redact(redacted, pattern.pattern());
			}
		}
		return redacted;
	}

	/**
	 * Hides the secrets in JSON.
	 * @param json the JSON, which is left as it is
	 * @return a copy without its secrets
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
		boolean grouped = pattern.namedGroups().containsKey(SecretPatterns.GROUP);
		StringBuilder redacted = new StringBuilder(text.length());
		int copied = 0;
		do {
			int start = grouped ? matcher.start(SecretPatterns.GROUP) : matcher.start();
			int end = grouped ? matcher.end(SecretPatterns.GROUP) : matcher.end();
			if (start < end) {
				redacted.append(text, copied, start).append(MASK);
				copied = end;
			}
		}
		while (matcher.find());
		return redacted.append(text, copied, text.length()).toString();
	}

}
