package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;

import io.onsrelay.config.Mistake;

/**
 * Prints mistakes in the configuration: the problem, and below it what to do.
 *
 * @param mistakes at least one
 */
record MistakeList(List<Mistake> mistakes) {

	void print(PrintWriter out) {
		int count = this.mistakes.size();
		out.println((count == 1) ? "There is a mistake in the configuration:"
				: "There are %d mistakes in the configuration:".formatted(count));
		for (Mistake mistake : this.mistakes) {
			out.println();
			out.println("  " + mistake);
			out.println("    " + mistake.action());
		}
		out.flush();
	}

}
