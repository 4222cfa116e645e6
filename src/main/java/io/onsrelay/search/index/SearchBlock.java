package io.onsrelay.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Blocks of numbers, as words in the text vectors of PostgreSQL. GIN finds no matches in
 * the order of their numbers: all matches of a word are found, or none. With the words of
 * blocks, a search finds those of the newest messages first, block by block, and a word
 * that is common costs as little as a rare one.
 */
public final class SearchBlock {

	/** 1,024 numbers. */
	private static final int SMALL_BITS = 10;

	/** 32,768 numbers. */
	private static final int LARGE_BITS = 15;

	/**
	 * In how many steps all of the journal is searched, apart from the small blocks.
	 */
	private static final int STEPS = 32;

	private SearchBlock() {
	}

	/**
	 * Return the words that a message's number adds to its text vector.
	 */
	static String words(long seq) {
		return "'#a%d' '#b%d'".formatted(seq >> SMALL_BITS, seq >> LARGE_BITS);
	}

	/**
	 * Return where the next step of a search ends.
	 * @param before it begins below this number
	 * @param newest the newest number that is indexed
	 * @param oldest the oldest number
	 * @return the lowest number of the step, which may be below the oldest one
	 */
	public static long low(long before, long newest, long oldest) {
		long last = before - 1;
		if (newest - last < (1L << SMALL_BITS)) {
			// The newest one or two small blocks: mostly enough for a page
			return Math.max(0, ((last >> SMALL_BITS) - 1) << SMALL_BITS);
		}
		if ((before & ((1L << LARGE_BITS) - 1)) != 0) {
			return (last >> LARGE_BITS) << LARGE_BITS;
		}
		long steps = Math.max(1, ((newest - oldest) >> LARGE_BITS) / STEPS);
		return Math.max(0, ((last >> LARGE_BITS) - steps + 1) << LARGE_BITS);
	}

	/**
	 * Return the condition of a step.
	 * @param low the lowest number
	 * @param before the highest number, and one
	 * @return a part of a query: any of the blocks
	 */
	public static String query(long low, long before) {
		List<String> blocks = new ArrayList<>();
		boolean large = (low & ((1L << LARGE_BITS) - 1)) == 0 && ((before - low) >> LARGE_BITS) > 0;
		int bits = large ? LARGE_BITS : SMALL_BITS;
		LongStream.rangeClosed(low >> bits, (before - 1) >> bits)
			.forEach((block) -> blocks.add("'#%s%d'".formatted(large ? "b" : "a", block)));
		return blocks.stream().collect(Collectors.joining(" | ", "(", ")"));
	}

}
