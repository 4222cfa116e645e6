package io.onsrelay.presentation.template;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import org.jspecify.annotations.Nullable;

/**
 * Checks templates at the start. The check is stricter than the library, which takes an
 * unclosed tag for text, and reports only when it renders that a partial is missing.
 */
public final class TemplateSyntax {

	private static final Pattern PLACED = Pattern.compile("(.*) @ line (\\d+)", Pattern.DOTALL);

	private static final Pattern EMPTY_TAG = Pattern.compile("\\{\\{\\s*}}");

	private static final Pattern DELIMITERS = Pattern.compile("\\{\\{=");

	private static final Pattern INCLUSION = Pattern.compile("\\{\\{\\s*[><]");

	private static final Pattern TAG = Pattern.compile("\\{\\{");

	private TemplateSyntax() {
	}

	/**
	 * Checks a template.
	 * @param template the template
	 * @return the line and the problem; empty if the template is valid
	 */
	public static Optional<String> problem(String template) {
		Matcher emptyTag = EMPTY_TAG.matcher(template);
		if (emptyTag.find()) {
			// The library throws an IndexOutOfBoundsException for these.
			return Optional.of(placed(template, emptyTag.start(), "a tag is empty"));
		}
		try {
			Findings findings = new Findings();
			Mustache.compiler().compile(template).visit(findings);
			return Optional.ofNullable(findings.problem(template));
		}
		catch (MustacheException ex) {
			return Optional.of(explain(template, String.valueOf(ex.getMessage())));
		}
	}

	private static String explain(String template, String message) {
		Matcher placed = PLACED.matcher(message);
		if (placed.matches()) {
			return "line %s: %s.".formatted(placed.group(2), placed.group(1));
		}
		return placed(template, first(DELIMITERS, template), "the delimiters can't be read");
	}

	private static int first(Pattern pattern, String template) {
		Matcher matcher = pattern.matcher(template);
		return matcher.find() ? matcher.start() : 0;
	}

	private static String placed(String template, int position, String problem) {
		long line = template.substring(0, position).chars().filter((character) -> character == '\n').count() + 1;
		return "line %d: %s.".formatted(line, problem);
	}

	/**
	 * Collects the parts that a template must not have.
	 */
	private static final class Findings implements Mustache.Visitor {

		private boolean includes;

		private boolean open;

		@Nullable String problem(String template) {
			if (this.includes) {
				return placed(template, first(INCLUSION, template),
						"another template is included, and there are no others");
			}
			return this.open ? placed(template, lastTag(template), "a tag is opened with {{ and not closed") : null;
		}

		private static int lastTag(String template) {
			return TAG.matcher(template).results().mapToInt(MatchResult::start).max().orElse(0);
		}

		@Override
		public void visitText(String text) {
			this.open |= text.contains("{{");
		}

		@Override
		public void visitVariable(String name) {
			// Which variables have a value depends on the message.
		}

		@Override
		public boolean visitInclude(String name) {
			this.includes = true;
			return false;
		}

		@Override
		public boolean visitParent(String name) {
			return visitInclude(name);
		}

		@Override
		public boolean visitSection(String name) {
			return true;
		}

		@Override
		public boolean visitInvertedSection(String name) {
			return true;
		}

	}

}
