package io.onsrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes which tests were skipped and why to the file that {@code relay.skipped-tests}
 * names, a line for each, which the build prints at its end: a number of skipped tests
 * tells nothing of what was not tested.
 */
public final class SkippedTests implements TestExecutionListener {

	private final @Nullable String file;

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	/**
	 * Called by JUnit.
	 */
	public SkippedTests() {
		this(System.getProperty("relay.skipped-tests"));
	}

	SkippedTests(@Nullable String file) {
		this.file = file;
	}

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		this.lines.add(line(test, reason));
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() == Status.ABORTED) {
			this.lines.add(line(test, result.getThrowable().map(Throwable::getMessage).orElse(null)));
		}
	}

	private static String line(TestIdentifier test, @Nullable String reason) {
		String text = (reason != null) ? reason.lines().map(String::strip).collect(Collectors.joining(" "))
				: "no reason is given";
		return "%s: %s".formatted(name(test), text);
	}

	private static String name(TestIdentifier test) {
		return test.getSource().map((source) -> switch (source) {
			case MethodSource method -> "%s.%s".formatted(simpleName(method.getClassName()), method.getMethodName());
			case ClassSource type -> simpleName(type.getClassName());
			default -> test.getDisplayName();
		}).orElseGet(test::getDisplayName);
	}

	private static String simpleName(String type) {
		return type.substring(type.lastIndexOf('.') + 1);
	}

	@Override
	public void testPlanExecutionFinished(TestPlan plan) {
		if (this.file == null) {
			return;
		}
		try {
			Path path = Path.of(this.file);
			Files.createDirectories(path.toAbsolutePath().getParent());
			Files.writeString(path,
					this.lines.stream().sorted().map((line) -> line + "\n").collect(Collectors.joining()),
					StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
