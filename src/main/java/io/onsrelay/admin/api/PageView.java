package io.onsrelay.admin.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list in a response of the API.
 *
 * @param <T> the type of an item
 * @param items the items, in the order of the list
 * @param next what to pass as {@code after} to get the page that follows; {@code null} at
 * the end of the list
 */
public record PageView<T>(List<T> items, @Nullable String next) {

	/**
	 * Return a list that is whole: no page follows.
	 * @param items the items
	 * @param <T> the type of an item
	 * @return the page
	 */
	public static <T> PageView<T> whole(List<T> items) {
		return new PageView<>(items, null);
	}

}
