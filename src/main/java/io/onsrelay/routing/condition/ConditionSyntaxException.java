package io.onsrelay.routing.condition;

/**
 * Thrown if a text is not a condition. The message has position and reason, and shows the
 * line with a caret below the mistake.
 */
class ConditionSyntaxException extends IllegalArgumentException {

	private static final int SHOWN_BEFORE_CHARS = 60;

	private static final int SHOWN_CHARS = 100;

	private final int line;

	private final int column;

	private final String problem;

	/**
	 * Creates the exception.
	 * @param text the whole text
	 * @param line the line of the mistake, from 1
	 * @param column the column of the mistake, from 1
	 * @param problem what is wrong, as a sentence
	 */
	ConditionSyntaxException(String text, int line, int column, String problem) {
		super("line %d, column %d: %s\n%s".formatted(line, column, problem, excerpt(text, line, column)));
		this.line = line;
		this.column = column;
		this.problem = problem;
	}

	/**
	 * Return the line of the mistake.
	 * @return a number from 1
	 */
	int getLine() {
		return this.line;
	}

	/**
	 * Return the column of the mistake.
	 * @return a number from 1
	 */
	int getColumn() {
		return this.column;
	}

	/**
	 * Return what is wrong.
	 * @return a sentence
	 */
	String getProblem() {
		return this.problem;
	}

	private static String excerpt(String text, int line, int column) {
		String whole = text.lines().skip(line - 1).findFirst().orElse("");
		int start = (whole.length() > SHOWN_CHARS) ? Math.max(0, column - SHOWN_BEFORE_CHARS) : 0;
		int end = Math.min(whole.length(), start + SHOWN_CHARS);
		String before = (start > 0) ? "…" : "";
		String after = (end < whole.length()) ? "…" : "";
		String shown = whole.substring(start, end).replaceAll("\\p{Cntrl}", " ");
		return "    " + before + shown + after + "\n    " + " ".repeat(before.length() + column - 1 - start) + "^";
	}

}
