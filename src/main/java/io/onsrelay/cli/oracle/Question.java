package io.onsrelay.cli.oracle;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks the user before something is changed.
 *
 * @param answers reads a line; {@code null} at the end of the input, and where there is
 * no terminal
 * @param terminal whether there is a terminal
 */
record Question(Supplier<@Nullable String> answers, boolean terminal) {

	static Question atTerminal() {
		Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
		return new Question(() -> console.map(Console::readLine).orElse(null), console.isPresent());
	}

	/**
	 * Asks whether a plan is to be applied.
	 * @param yes whether it was answered on the command line
	 * @param out where to ask
	 * @param err where to say why not
	 * @return {@code true} if the user agrees
	 */
	boolean agreed(boolean yes, PrintWriter out, PrintWriter err) {
		if (yes) {
			return true;
		}
		if (!this.terminal) {
			err.println("Nothing is changed: there is no terminal to ask at. Add --yes to make these changes.");
			return false;
		}
		out.print("Make these changes? Only 'yes' is taken for it: ");
		out.flush();
		String answer = this.answers.get();
		if (answer != null && answer.strip().equals("yes")) {
			return true;
		}
		err.println("Nothing is changed.");
		return false;
	}

}
