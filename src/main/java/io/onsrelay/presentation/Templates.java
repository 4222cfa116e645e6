package io.onsrelay.presentation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

/**
 * Mustache templates, each compiled once. They see maps, lists and texts and nothing
 * else: no method of any object can be called from one. See
 * https://mustache.github.io/mustache.5.html.
 */
final class Templates {

	/**
	 * More than any configuration has; what is beyond is compiled each time.
	 */
	private static final int KEPT = 1000;

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Mustache.Compiler compiler = Mustache.compiler()
		.escapeHTML(false)
		.defaultValue("")
		.emptyStringIsFalse(true)
		.withFormatter(Templates::text)
		.withCollector(new MapsOnly());

	private final Map<String, Template> compiled = new ConcurrentHashMap<>();

	/**
	 * Renders a template.
	 * @param source the template
	 * @param variables what it may name: maps, lists, texts and truth values
	 * @param limit how many characters to keep
	 * @return the text, cut where it is too long
	 * @throws RuntimeException if the template is none, or can't be rendered
	 */
	String render(String source, Map<String, ?> variables, int limit) {
		BoundedWriter writer = new BoundedWriter(limit);
		template(source).execute(variables, writer);
		return writer.toString();
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
		if (this.compiled.size() < KEPT) {
			this.compiled.put(source, template);
		}
		return template;
	}

	/**
	 * Finds variables in maps. The collector that Mustache has by itself calls getters,
	 * and methods by their names.
	 */
	private static final class MapsOnly extends BasicCollector {

		@Override
		public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
			return (context instanceof Map) ? MAP_FETCHER : null;
		}

		@Override
		public <K, V> Map<K, V> createFetcherCache() {
			return new ConcurrentHashMap<>();
		}

	}

}
