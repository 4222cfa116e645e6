package io.onsrelay.presentation.template;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

import io.onsrelay.presentation.template.BoundedWriter.FullException;

/**
 * Renders Mustache templates, each compiled once. They see maps, lists and texts and
 * nothing else: no template can call a method of an object. Rendering ends when the text
 * has its full length. Sections over long lists inside each other that write nothing can
 * run for ever, so rendering also ends when its thread is interrupted. See
 * https://mustache.github.io/mustache.5.html.
 */
public final class Templates {

	/**
	 * More than a configuration has; further templates are compiled each time.
	 */
	private static final int MAX_COMPILED = 1000;

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Mustache.Compiler compiler;

	private final Map<String, Template> compiled = new ConcurrentHashMap<>();

	private Templates(Mustache.Escaper escaper) {
		this.compiler = Mustache.compiler()
			.withEscaper(escaper)
			.defaultValue("")
			.emptyStringIsFalse(true)
			.withFormatter(Templates::text)
			.withCollector(new MapsOnly());
	}

	/**
	 * Creates templates of texts: what is between braces is shown as it is.
	 */
	public Templates() {
		this(Escapers.NONE);
	}

	/**
	 * Creates templates of JSON: what is between two braces is escaped for a string, and
	 * between three braces it is not.
	 * @return the templates
	 */
	public static Templates ofJson() {
		return new Templates((text) -> String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)));
	}

	/**
	 * Renders a template.
	 * @param source the template
	 * @param variables the variables: maps, lists, texts and booleans
	 * @param maxChars the length to which the text is cut
	 * @return the text
	 * @throws RuntimeException if the syntax is invalid, rendering fails or the thread is
	 * interrupted
	 */
	public String render(String source, Map<String, ?> variables, int maxChars) {
		BoundedWriter writer = new BoundedWriter(maxChars);
		write(source, variables, writer);
		return writer.toString();
	}

	/**
	 * Renders a template whose text is of no use if it is cut.
	 * @param source the template
	 * @param variables the variables: maps, lists, texts and booleans
	 * @param maxChars the most characters that the text may have
	 * @return the text; empty if it would be longer
	 * @throws RuntimeException if the syntax is invalid, rendering fails or the thread is
	 * interrupted
	 */
	public Optional<String> renderWhole(String source, Map<String, ?> variables, int maxChars) {
		BoundedWriter writer = new BoundedWriter(maxChars);
		return write(source, variables, writer) ? Optional.of(writer.toString()) : Optional.empty();
	}

	private boolean write(String source, Map<String, ?> variables, BoundedWriter writer) {
		try {
			template(source).execute(variables, writer);
			return true;
		}
		catch (FullException ex) {
			return false;
		}
	}

	private static String text(Object value) {
		return (value instanceof String text) ? text : JSON.valueToTree(value).toString();
	}

	private Template template(String source) {
		Template known = this.compiled.get(source);
		if (known != null) {
			return known;
		}
		Template template = this.compiler.compile(source);
		if (this.compiled.size() < MAX_COMPILED) {
			this.compiled.put(source, template);
		}
		return template;
	}

	/**
	 * Finds variables in maps only. The default collector calls getters, and methods by
	 * their names.
	 */
	private static final class MapsOnly extends BasicCollector {

		/**
		 * Every variable and section is looked up, in each round of the sections around
		 * it.
		 */
		private static final Mustache.VariableFetcher INTERRUPTIBLE = (context, name) -> {
			requireNotInterrupted();
			return MAP_FETCHER.get(context, name);
		};

		@Override
		public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
			requireNotInterrupted();
			return (context instanceof Map) ? INTERRUPTIBLE : null;
		}

		private static void requireNotInterrupted() {
			if (Thread.currentThread().isInterrupted()) {
				throw new CancellationException("Rendering was interrupted");
			}
		}

		@Override
		public <K, V> Map<K, V> createFetcherCache() {
			return new ConcurrentHashMap<>();
		}

	}

}
