package io.onsrelay.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides rows into portions of few sizes. The text of a statement that takes many rows
 * depends on their number, and a text that is new has to be prepared; with these sizes, a
 * statement has eighteen texts, which stay prepared, and as many rows as are usually
 * committed together are one portion. The largest keeps the number of values far below
 * what a statement may have: 32,766 (SQLite, https://www.sqlite.org/limits.html) and
 * 65,535 (PostgreSQL, https://www.postgresql.org/docs/current/limits.html).
 */
public final class Portions {

	/**
	 * The largest portion, in rows. A power of two.
	 */
	private static final int LARGEST = 64;

	/**
	 * Up to this number of rows, each number is a portion.
	 */
	private static final int SMALL = 16;

	private Portions() {
	}

	/**
	 * Divides rows.
	 * @param <T> the type of a row
	 * @param rows the rows
	 * @return portions of 64, 32 and 16 to 1 rows, in the order of the rows
	 */
	public static <T> List<List<T>> of(List<T> rows) {
		List<List<T>> portions = new ArrayList<>();
		int from = 0;
		while (from < rows.size()) {
			int left = rows.size() - from;
			int size = (left <= SMALL) ? left : Math.min(LARGEST, Integer.highestOneBit(left));
			portions.add(rows.subList(from, from + size));
			from += size;
		}
		return portions;
	}

}
