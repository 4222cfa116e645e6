package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Starts the relay as a user to whom permissions apply. Root becomes the user nobody, by
 * {@code setpriv} of util-linux.
 */
final class Unprivileged {

	private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

	private Unprivileged() {
	}

	/**
	 * Return the launcher; the test is skipped where there is nobody to start it as.
	 */
	static Launcher launcher() {
		if (!isRoot()) {
			return Launcher.USUAL;
		}
		assumeThat(readsJarAsNobody())
			.as("Root may write everywhere, and without setpriv, or access to the jar, cannot be nobody")
			.isTrue();
		return new Launcher(Launcher.USUAL.heap(), NOBODY);
	}

	private static boolean isRoot() {
		return Files.isWritable(Path.of("/"));
	}

	private static boolean readsJarAsNobody() {
		List<String> command = new ArrayList<>(NOBODY);
		command.addAll(List.of("test", "-r", Launcher.jar()));
		try {
			return new ProcessBuilder(command).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
