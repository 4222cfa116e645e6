package io.onsrelay.routing.condition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/**
 * Parses a {@link Condition} token by token, so that each mistake has a position.
 */
final class ConditionParser {

	private static final JsonFactory FACTORY = new JsonFactory();

	private static final Pattern ASTERISKS = Pattern.compile("\\*+");

	private static final String CASE_INSENSITIVE_KEY = "eventType";

	private final String text;

	ConditionParser(String text) {
		this.text = text;
	}

	/**
	 * Parses the whole text.
	 * @return the keys at the root
	 * @throws ConditionSyntaxException if the text is not a condition
	 */
	ValueMatcher.Fields parse() {
		try (JsonParser json = FACTORY.createParser(this.text)) {
			try {
				return root(json);
			}
			catch (JsonProcessingException ex) {
				throw notJson(json, ex);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A text can't fail to be read", ex);
		}
	}

	private ValueMatcher.Fields root(JsonParser json) throws IOException {
		if (this.text.isBlank()) {
			throw new ConditionSyntaxException(this.text, 1, 1,
					"the condition is empty; one that matches everything is {}.");
		}
		if (json.nextToken() != JsonToken.START_OBJECT) {
			throw mistake(json.currentTokenLocation(), "a condition is an object and begins with a brace.");
		}
		ValueMatcher.Fields root = fields(json, CASE_INSENSITIVE_KEY);
		requireEnd(json);
		return root;
	}

	private void requireEnd(JsonParser json) throws IOException {
		JsonLocation trailing = null;
		try {
			if (json.nextToken() != null) {
				trailing = json.currentTokenLocation();
			}
		}
		catch (JsonProcessingException ex) {
			trailing = ex.getLocation();
		}
		if (trailing != null) {
			throw mistake(trailing, "the condition is complete before this; nothing may follow.");
		}
	}

	private ValueMatcher.Fields fields(JsonParser json, @Nullable String caseInsensitiveKey) throws IOException {
		Map<String, ValueMatcher> fields = new LinkedHashMap<>();
		while (json.nextToken() != JsonToken.END_OBJECT) {
			String key = json.currentName();
			if (fields.containsKey(key)) {
				throw mistake(json.currentTokenLocation(),
						"the key '%s' is here twice; several values are written as an array.".formatted(key));
			}
			json.nextToken();
			fields.put(key, value(json, key.equals(caseInsensitiveKey)));
		}
		return new ValueMatcher.Fields(fields);
	}

	private ValueMatcher value(JsonParser json, boolean ignoreCase) throws IOException {
		return (json.currentToken() == JsonToken.START_ARRAY) ? anyOf(json, ignoreCase) : single(json, ignoreCase);
	}

	private ValueMatcher anyOf(JsonParser json, boolean ignoreCase) throws IOException {
		JsonLocation start = json.currentTokenLocation();
		List<ValueMatcher> choices = new ArrayList<>();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			choices.add(single(json, ignoreCase));
		}
		if (choices.isEmpty()) {
			throw mistake(start, "an empty array matches nothing; it needs at least one value.");
		}
		return new ValueMatcher.AnyOf(choices);
	}

	private ValueMatcher single(JsonParser json, boolean ignoreCase) throws IOException {
		return switch (json.currentToken()) {
			case START_OBJECT -> fields(json, null);
			case VALUE_STRING -> text(json.getText(), ignoreCase);
			case VALUE_TRUE, VALUE_FALSE -> new ValueMatcher.Text(Wildcard.of(json.getText(), ignoreCase));
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
			case VALUE_NULL -> throw mistake(json.currentTokenLocation(),
					"null can't be matched; a key that is named must have a value.");
			default ->
				throw mistake(json.currentTokenLocation(), "an array holds values or objects, not further arrays.");
		};
	}

	private static ValueMatcher text(String text, boolean ignoreCase) {
		return ASTERISKS.matcher(text).matches() ? new ValueMatcher.Anything()
				: new ValueMatcher.Text(Wildcard.of(text, ignoreCase));
	}

	private ValueMatcher number(JsonParser json) throws IOException {
		try {
			return new ValueMatcher.Numeric(json.getDecimalValue(), json.getText());
		}
		catch (NumberFormatException ex) {
			throw mistake(json.currentTokenLocation(), "the number is out of range.");
		}
	}

	private ConditionSyntaxException notJson(JsonParser json, JsonProcessingException ex) {
		JsonLocation location = (ex.getLocation() != null) ? ex.getLocation() : json.currentLocation();
		return mistake(location,
				(ex instanceof JsonEOFException)
						? "the condition ends here, but a brace, a bracket or a quotation mark is still open."
						: "this is not JSON: %s.".formatted(ex.getOriginalMessage()));
	}

	private ConditionSyntaxException mistake(JsonLocation location, String problem) {
		return new ConditionSyntaxException(this.text, location.getLineNr(), location.getColumnNr(), problem);
	}

}
