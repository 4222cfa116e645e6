package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that was measured on.
 */
final class Machine {

	private Machine() {
	}

	/**
	 * Describes the machine.
	 * @param disk a directory on the disk that was written
	 * @return one line
	 */
	static String describe(Path disk) {
		Runtime runtime = Runtime.getRuntime();
		return "%s, %d cores; %s GB of memory; %s; %s %s; JDK %s; load average before the run %s".formatted(
				field("/proc/cpuinfo", "model name"), runtime.availableProcessors(), memory(), disk(disk),
				System.getProperty("os.name"), System.getProperty("os.version"), Runtime.version(),
				field("/proc/loadavg", "").split(" ", 2)[0]);
	}

	private static String disk(Path path) {
		try {
			return Files.getFileStore(path).type();
		}
		catch (IOException ex) {
			return "an unknown file system";
		}
	}

	private static String memory() {
		String kilobytes = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
		return kilobytes.isEmpty() ? "?" : Long.toString(Math.round(Long.parseLong(kilobytes) / 1024.0 / 1024.0));
	}

	private static String field(String file, String name) {
		try (Stream<String> lines = Files.lines(Path.of(file))) {
			return lines.filter((line) -> line.startsWith(name))
				.findFirst()
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.orElse("?");
		}
		catch (IOException ex) {
			return "?";
		}
	}

}
