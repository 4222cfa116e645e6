package io.onsrelay.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * How the packaged jar is started: compiled quickly rather than well, with none of the
 * caller's environment that configures it.
 *
 * @param heap how much memory its objects may take, as {@code -Xmx} wants it
 * @param wrapper the command that runs the command, such as one that gives up privileges
 * @param prepared the jar that is started as a service
 * @param targets the directory of jars with further kinds of notifiers; {@code null} for
 * none
 */
record Launcher(String heap, List<String> wrapper, Supplier<PreparedJar> prepared, @Nullable Path targets) {

	static final Launcher USUAL = new Launcher("512m", List.of());

	Launcher(String heap, List<String> wrapper) {
		this(heap, wrapper, () -> Prepared.JAR);
	}

	Launcher(String heap, List<String> wrapper, Supplier<PreparedJar> prepared) {
		this(heap, wrapper, prepared, null);
	}

	static Launcher withTargets(Path directory) {
		return new Launcher(USUAL.heap, List.of(), USUAL.prepared, directory);
	}

	static Launcher ofHeap(String heap) {
		return new Launcher(heap, List.of());
	}

	/**
	 * Prepares a process of the service.
	 */
	ProcessBuilder service(Path directory, String... arguments) {
		return process(directory, (this.targets != null) ? packaged() : this.prepared.get().command("-Xmx" + this.heap),
				arguments);
	}

	/**
	 * Prepares a process of the jar as it is, which is how commands are given.
	 */
	ProcessBuilder jar(Path directory, String... arguments) {
		return process(directory, packaged(), arguments);
	}

	private List<String> packaged() {
		List<String> command = new ArrayList<>(
				List.of(JarTool.JAVA.toString(), "-XX:TieredStopAtLevel=1", "-Xmx" + this.heap));
		command.addAll((this.targets == null) ? List.of("-jar", jar())
				: List.of("--enable-native-access=ALL-UNNAMED", "-Dloader.path=" + this.targets, "-cp", jar(),
						"org.springframework.boot.loader.launch.PropertiesLauncher"));
		return command;
	}

	private ProcessBuilder process(Path directory, List<String> java, String... arguments) {
		List<String> command = new ArrayList<>(this.wrapper);
		command.addAll(java);
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
		builder.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("RELAY_") || name.startsWith("SPRING_") || name.startsWith("JAVA_"));
		return builder;
	}

	/**
	 * Return the path of the jar.
	 */
	static String jar() {
		String jar = System.getProperty("relay.jar");
		if (jar == null) {
			throw new IllegalStateException("The system property relay.jar names the packaged jar; failsafe sets it");
		}
		return jar;
	}

	/**
	 * Looked up by the first who starts a service: that reads all of the jar.
	 */
	private static final class Prepared {

		private static final PreparedJar JAR = PreparedJar.of(Path.of(jar()));

	}

}
