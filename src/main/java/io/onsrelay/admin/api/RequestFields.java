package io.onsrelay.admin.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

import io.onsrelay.config.Suggestions;

/**
 * The fields of a request's JSON body. A field that the endpoint does not have is
 * rejected, so that a misspelt one is not ignored.
 */
public final class RequestFields {

	private static final int SHOWN_CHARS = 60;

	private final JsonNode body;

	private RequestFields(JsonNode body) {
		this.body = body;
	}

	/**
	 * Reads a body.
	 * @param body the body; {@code null} if there is none
	 * @param known the names of all fields that the endpoint has
	 * @return the fields
	 * @throws org.springframework.web.ErrorResponseException if it is no object, or has
	 * other fields
	 */
	public static RequestFields of(@Nullable JsonNode body, List<String> known) {
		if (body == null || !body.isObject()) {
			throw Problems.badRequest("Send a JSON object with: %s.".formatted(String.join(", ", known)));
		}
		body.propertyNames().forEach((name) -> {
			if (!known.contains(name)) {
				Optional<String> meant = Suggestions.nearest(name, known);
				throw Problems.badRequest(
						"There is no field '%s'. %sThere are: %s.".formatted(StringUtils.truncate(name, SHOWN_CHARS),
								meant.map("Did you mean %s? "::formatted).orElse(""), String.join(", ", known)));
			}
		});
		return new RequestFields(body);
	}

	/**
	 * Return a text.
	 * @param name the name of the field
	 * @return the text; empty if there is none
	 */
	public String text(String name) {
		JsonNode value = this.body.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return "";
		}
		if (!value.isString()) {
			throw Problems.badRequest("%s must be a text.".formatted(name));
		}
		return value.stringValue();
	}

	/**
	 * Return a condition, which may be written as an object or as a text that holds one.
	 * @param name the name of the field
	 * @return its text; empty if there is none
	 */
	public String condition(String name) {
		JsonNode value = this.body.path(name);
		return value.isObject() ? value.toString() : text(name);
	}

	/**
	 * Return a time.
	 * @param name the name of the field
	 * @return the time
	 * @throws org.springframework.web.ErrorResponseException if there is none
	 */
	public Instant time(String name) {
		try {
			return Instant.parse(text(name));
		}
		catch (DateTimeException ex) {
			throw Problems.badRequest("%s must be a time in UTC, such as 2026-03-01T12:00:00Z.".formatted(name));
		}
	}

}
