package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Starts the relay as a user to whom permissions apply. Root becomes the user nobody, by
 * {@code setpriv} of util-linux, and starts a copy of the jar where nobody may read it:
 * the directory of the build may be for its owner only.
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
		assumeThat(succeedsAsNobody("true"))
			.as("Root may write everywhere, and can't be another user without setpriv of util-linux")
			.isTrue();
		assumeThat(succeedsAsNobody(JarTool.JAVA.toString(), "-version"))
			.as("Root may write everywhere, and another user can't run the JDK in %s: allow it, or install one elsewhere",
					System.getProperty("java.home"))
			.isTrue();
		return new Launcher(Launcher.USUAL.heap(), NOBODY, () -> OpenJar.JAR);
	}

	private static boolean isRoot() {
		return Files.isWritable(Path.of("/"));
	}

	private static boolean succeedsAsNobody(String... command) {
		List<String> whole = new ArrayList<>(NOBODY);
		whole.addAll(List.of(command));
		try {
			return new ProcessBuilder(whole).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Copied by the first test that starts it.
	 */
	private static final class OpenJar {

		private static final PreparedJar JAR = Launcher.USUAL.prepared().get().readableByAll();

	}

}
