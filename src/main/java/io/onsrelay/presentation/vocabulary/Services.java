package io.onsrelay.presentation.vocabulary;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.util.StringUtils;

/**
 * The names of services by the keys that types of events and records begin with: a
 * resource file has them, {@code services.txt}.
 */
public final class Services {

	private static final Map<String, String> NAMES = read();

	private Services() {
	}

	/**
	 * Return the name of a service.
	 * @param key the key, such as {@code datascience}, in any letter case
	 * @return the name, {@code Data Science}; the key in words where the service is not
	 * known, empty for an empty key
	 */
	public static String name(String key) {
		String name = NAMES.get(key.toLowerCase(Locale.ROOT));
		return (name != null) ? name : StringUtils.capitalize(OciVocabulary.noun(key));
	}

	/**
	 * Return whether a service is known.
	 * @param key the key, in any letter case
	 * @return {@code true} if so
	 */
	public static boolean isKnown(String key) {
		return NAMES.containsKey(key.toLowerCase(Locale.ROOT));
	}

	private static Map<String, String> read() {
		Map<String, String> names = new HashMap<>();
		for (String line : ResourceLines.of("services.txt")) {
			int equals = line.indexOf('=');
			names.put(line.substring(0, equals), line.substring(equals + 1));
		}
		return Map.copyOf(names);
	}

}
