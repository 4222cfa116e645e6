package io.onsrelay.console.view;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a list with its filter.
 */
public final class ListAddress {

	private ListAddress() {
	}

	/**
	 * Adds a parameter that has a value.
	 * @param parameters the parameters
	 * @param name the name of the parameter
	 * @param value its value; left out if it is {@code null} or blank
	 */
	public static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			parameters.put(name, value);
		}
	}

	/**
	 * Return the address of a page of a list.
	 * @param path the path of the list
	 * @param parameters the filter
	 * @param position the name of the parameter with the position of the page
	 * @param value the position; {@code null} for the first page
	 * @return the address, encoded
	 */
	public static String of(String path, Map<String, String> parameters, String position, @Nullable Object value) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		Map<String, Object> values = new LinkedHashMap<>(parameters);
		if (value != null) {
			values.put(position, value);
		}
		values.keySet().forEach((name) -> address.queryParam(name, "{" + name + "}"));
		return address.encode().buildAndExpand(values).toUriString();
	}

}
