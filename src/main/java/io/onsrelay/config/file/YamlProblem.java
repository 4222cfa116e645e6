package io.onsrelay.config.file;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

import io.onsrelay.config.Mistake;

/**
 * What is wrong with a YAML file, in words of our own: those of the reader may quote a
 * part of a value, such as a password that begins with {@code *} or {@code !}.
 */
enum YamlProblem {

	TAB("(TAB)", "a tab can't be used for indentation.", "Indent with spaces."),

	DUPLICATE_KEY("duplicate key", "this key is there for the second time in its mapping.",
			"Keep one of them, or put what is below both under one."),

	FLOW_MAPPING("expected ',' or '}'", "a { is not closed, or a comma is missing.",
			"Close the { with a }, and put a comma between its entries."),

	FLOW_SEQUENCE("expected ',' or ']'", "a [ is not closed, or a comma is missing.",
			"Close the [ with a ], and put a comma between its entries."),

	QUOTE("unexpected end of stream", "a quote is not closed.",
			"Close it; inside single quotes, write '' for a quote that belongs to the text."),

	ESCAPE("escape", "in double quotes, a \\ begins an escape, and there is none like this.",
			"Use single quotes, or write \\\\ for a \\."),

	COLON_IN_VALUE("mapping values are not allowed", "there is a colon where no key can be.",
			"Put a value that has a colon and a blank in quotes, and indent the keys of a mapping alike."),

	NO_COLON("could not find expected ':'", "a key has no colon.", "Write a colon and a blank after the key."),

	INDENTATION("expected <block end>", "the indentation fits nothing above it.",
			"Indent the keys of a mapping alike, and write each entry of a list with a dash."),

	SEQUENCE("sequence entries are not allowed", "an entry of a list can't begin here.",
			"Begin it in a line of its own, indented below the key of its list."),

	ALIAS("alias", "a value that begins with a * is a reference, and there is nothing of its name.",
			"Put the value in quotes."),

	FIRST_CHARACTER("cannot start any token", "a value can't begin with this character.", "Put the value in quotes."),

	TAG(" tag", "a value that begins with a ! names a type, and there is none of its name.",
			"Put the value in quotes."),

	CONTROL_CHARACTER("special characters", "there is a control character, which YAML does not allow.", "Remove it."),

	OTHER("", "this is no valid YAML.",
			"Put values with special characters in quotes, and compare with docs/configuration.md.");

	private final String sign;

	private final String description;

	private final String action;

	YamlProblem(String sign, String description, String action) {
		this.sign = sign;
		this.description = description;
		this.action = action;
	}

	static Mistake explain(FileText text, Exception failure) {
		String message = (failure instanceof MarkedYAMLException marked)
				? marked.getContext() + " " + marked.getProblem() : String.valueOf(failure.getMessage());
		YamlProblem problem = Arrays.stream(values())
			.filter((candidate) -> message.contains(candidate.sign))
			.findFirst()
			.orElse(OTHER);
		return new Mistake(place(text, failure), problem.description + opened(failure), problem.action);
	}

	private static String place(FileText text, Exception failure) {
		return switch (failure) {
			case MarkedYAMLException marked when marked.getProblemMark() != null ->
				place(text, marked.getProblemMark());
			case ReaderException reader -> text.place(reader.getPosition());
			default -> text.file();
		};
	}

	private static String place(FileText text, Mark mark) {
		return text.place(mark.getLine() + 1, mark.getColumn() + 1);
	}

	/**
	 * The problem shows where the reader gave up; what the user has to mend may begin in
	 * a line before it.
	 */
	private static String opened(Exception failure) {
		Mark opened = contextOf(failure);
		return (opened != null)
				? " It began in line %d, column %d.".formatted(opened.getLine() + 1, opened.getColumn() + 1) : "";
	}

	private static @Nullable Mark contextOf(Exception failure) {
		if (failure instanceof MarkedYAMLException marked && marked.getContextMark() != null
				&& marked.getProblemMark() != null
				&& marked.getContextMark().getIndex() != marked.getProblemMark().getIndex()) {
			return marked.getContextMark();
		}
		return null;
	}

}
