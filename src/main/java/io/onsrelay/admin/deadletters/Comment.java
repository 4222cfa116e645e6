package io.onsrelay.admin.deadletters;

import org.jspecify.annotations.Nullable;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.audit.OperatorChange;

/**
 * Why an operator acknowledges dead letters, in a line of their own words.
 *
 * @param text the words, without blanks around them
 */
record Comment(String text) {

	private static final int MAX_CHARS = 500;

	/**
	 * Reads a parameter.
	 * @param parameter the value; {@code null} if it is not there
	 * @return the comment
	 * @throws org.springframework.web.ErrorResponseException if it is missing, blank, too
	 * long or more than a line
	 */
	static Comment of(@Nullable String parameter) {
		String text = (parameter != null) ? parameter.strip() : "";
		if (text.isEmpty()) {
			throw Problems
				.badRequest("comment is missing: say in 1 to %d characters why this needs no attention any more."
					.formatted(MAX_CHARS));
		}
		if (text.length() > MAX_CHARS) {
			throw Problems
				.badRequest("comment has %d characters: at most %d are kept.".formatted(text.length(), MAX_CHARS));
		}
		if (!OperatorChange.isLine(text)) {
			throw Problems.badRequest("comment must be one line without control characters.");
		}
		return new Comment(text);
	}

}
