package io.onsrelay.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

import io.onsrelay.redaction.SecretPattern.Clue;

/**
 * Finds out which clues a text contains, all of them in one pass: the automaton of Aho
 * and Corasick as a table. Nearly every text that is shown is searched, most hold no
 * secret, and a match of all patterns would take many times longer.
 * <p>
 * See https://doi.org/10.1145/360825.360855.
 */
final class ClueSearch {

	private static final int ASCII = 128;

	/** The column of all characters that no spelling has. */
	private static final int OTHER = 0;

	private final List<Clue> clues;

	/** The column of each ASCII character, the same for both cases of a letter. */
	private final byte[] columns = new byte[ASCII];

	private final int width;

	/** The next state: a row for each state, a column for each character. */
	private final short[] next;

	/** The clues, as bits, that a spelling ends of when a state is reached. */
	private final long[] found;

	/**
	 * Creates a search.
	 * @param clues the clues, at most 64, whose spellings are ASCII
	 */
	ClueSearch(Collection<Clue> clues) {
		this.clues = clues.stream().distinct().toList();
		if (this.clues.size() > Long.SIZE) {
			throw new IllegalArgumentException("There are more than 64 clues");
		}
		this.width = assignColumns();
		List<short[]> rows = new ArrayList<>(List.of(new short[this.width]));
		List<Long> ends = new ArrayList<>(List.of(0L));
		for (int i = 0; i < this.clues.size(); i++) {
			for (String spelling : this.clues.get(i).spellings()) {
				add(spelling, 1L << i, rows, ends);
			}
		}
		this.found = ends.stream().mapToLong(Long::longValue).toArray();
		link(rows);
		this.next = new short[rows.size() * this.width];
		for (int state = 0; state < rows.size(); state++) {
			System.arraycopy(rows.get(state), 0, this.next, state * this.width, this.width);
		}
	}

	private int assignColumns() {
		int last = OTHER;
		for (Clue clue : this.clues) {
			String characters = String.join("", clue.spellings());
			for (int i = 0; i < characters.length(); i++) {
				char lower = Character.toLowerCase(characters.charAt(i));
				if (this.columns[lower] == OTHER) {
					this.columns[lower] = (byte) ++last;
					this.columns[Character.toUpperCase(lower)] = (byte) last;
				}
			}
		}
		return last + 1;
	}

	private void add(String spelling, long clue, List<short[]> rows, List<Long> ends) {
		int state = 0;
		for (int i = 0; i < spelling.length(); i++) {
			int column = this.columns[spelling.charAt(i)];
			if (rows.get(state)[column] == 0) {
				rows.get(state)[column] = (short) rows.size();
				rows.add(new short[this.width]);
				ends.add(0L);
			}
			state = rows.get(state)[column];
		}
		ends.set(state, ends.get(state) | clue);
	}

	/**
	 * Replaces each missing transition by that of the longest suffix that is the start of
	 * a spelling, so that no state ever goes back.
	 */
	private void link(List<short[]> rows) {
		short[] suffixes = new short[rows.size()];
		Queue<Short> states = new ArrayDeque<>();
		for (short state : rows.getFirst()) {
			if (state != 0) {
				states.add(state);
			}
		}
		while (!states.isEmpty()) {
			short state = states.remove();
			short[] row = rows.get(state);
			short[] suffix = rows.get(suffixes[state]);
			this.found[state] |= this.found[suffixes[state]];
			for (int column = 0; column < this.width; column++) {
				if (row[column] == 0) {
					row[column] = suffix[column];
				}
				else {
					suffixes[row[column]] = suffix[column];
					states.add(row[column]);
				}
			}
		}
	}

	/**
	 * Return the clues that a text contains.
	 * @param text the text
	 * @return a bit for each, to compare with {@link #bits}
	 */
	long in(String text) {
		int state = 0;
		long clues = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			state = this.next[state * this.width + ((character < ASCII) ? this.columns[character] : OTHER)];
			clues |= this.found[state];
		}
		return clues;
	}

	/**
	 * Return the bits of clues.
	 * @param wanted some of the clues of this search
	 * @return a bit for each
	 */
	long bits(Collection<Clue> wanted) {
		long bits = 0;
		for (Clue clue : wanted) {
			bits |= 1L << this.clues.indexOf(clue);
		}
		return bits;
	}

}
