package io.onsrelay.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggests what a user meant to write.
 */
public final class Suggestions {

	private Suggestions() {
	}

	/**
	 * Finds the candidate that is nearest to a word. One edit per three characters is
	 * allowed: a character inserted, deleted or replaced, or two adjacent ones swapped.
	 * Case is ignored.
	 * @param word the word that was written
	 * @param candidates the words that could have been meant
	 * @return the nearest candidate; empty if none is near enough
	 */
	public static Optional<String> nearest(String word, Collection<String> candidates) {
		return candidates.stream()
			.filter((candidate) -> distance(word, candidate) <= tolerance(word, candidate))
			.min(Comparator.<String>comparingInt((candidate) -> distance(word, candidate))
				.thenComparing(Comparator.naturalOrder()));
	}

	private static int tolerance(String word, String candidate) {
		return Math.max(1, Math.max(word.length(), candidate.length()) / 3);
	}

	/**
	 * Return the optimal string alignment distance. No library on the class path offers
	 * it: that of Spring is private to {@code PropertyMatches}.
	 */
	private static int distance(String word, String candidate) {
		String a = word.toLowerCase(Locale.ROOT);
		String b = candidate.toLowerCase(Locale.ROOT);
		int[][] distances = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				distances[i][j] = (Math.min(i, j) == 0) ? Math.max(i, j) : cheapest(a, b, distances, i, j);
			}
		}
		return distances[a.length()][b.length()];
	}

	private static int cheapest(String a, String b, int[][] distances, int i, int j) {
		int change = (a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1;
		int cheapest = Math.min(distances[i - 1][j - 1] + change,
				Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
		if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
			return Math.min(cheapest, distances[i - 2][j - 2] + 1);
		}
		return cheapest;
	}

}
