package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Starts the relay with a directory of temporary files in which nothing can be executed,
 * as {@code docker run --tmpfs /tmp} does. It takes {@code unshare} of util-linux, and
 * root.
 */
final class NoExecution {

	private static final String MOUNT = "mount -t tmpfs -o noexec,mode=1777 tmpfs \"$0\" && exec \"$@\"";

	private NoExecution() {
	}

	/**
	 * Return the launcher; the test is skipped where nothing can be mounted.
	 * @param temporary an empty directory
	 * @param options more options of Java
	 */
	static Launcher launcher(Path temporary, String options) {
		List<String> mounting = List.of("unshare", "--mount", "sh", "-c", MOUNT, temporary.toString());
		assumeThat(works(mounting)).as("A mount without execution takes unshare of util-linux, and root").isTrue();
		return new Launcher(Launcher.USUAL.heap(),
				Stream
					.concat(mounting.stream(),
							Stream.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=%s %s".formatted(temporary, options)))
					.toList());
	}

	private static boolean works(List<String> mounting) {
		try {
			Process process = new ProcessBuilder(Stream.concat(mounting.stream(), Stream.of("true")).toList()).start();
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
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
