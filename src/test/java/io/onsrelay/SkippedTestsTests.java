package io.onsrelay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class SkippedTestsTests {

	@TempDir
	private Path directory;

	@Test
	void everySkippedTestIsWrittenWithItsReason() throws IOException {
		Path file = this.directory.resolve("deep/skipped.txt");
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(Samples.class))
			.build();
		LauncherConfig config = LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
		LauncherFactory.create(config).execute(request, new SkippedTests(file.toString()));
		assertThat(Files.readAllLines(file)).hasSize(2)
			.satisfiesExactly(
					(line) -> assertThat(line).startsWith("SkippedTestsTests$Samples.assumed: ")
						.contains("[the moon is full] expected: 0"),
					(line) -> assertThat(line).startsWith("SkippedTestsTests$Samples.disabled: ")
						.endsWith("is @Disabled"));
	}

	/**
	 * As surefire does it where it runs the classes in several processes.
	 */
	@Test
	void classesThatAreRunOneByOneShareTheFile() throws IOException {
		Path file = this.directory.resolve("skipped.txt");
		SkippedTests listener = new SkippedTests(file.toString());
		LauncherConfig config = LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
		for (Class<?> samples : List.of(Samples.class, MoreSamples.class)) {
			LauncherFactory.create(config)
				.execute(LauncherDiscoveryRequestBuilder.request()
					.selectors(DiscoverySelectors.selectClass(samples))
					.build(), listener);
		}
		assertThat(Files.readAllLines(file)).hasSize(3)
			.anyMatch((line) -> line.startsWith("SkippedTestsTests$MoreSamples.disabledToo: "));
	}

	@Test
	void listenerIsFoundByJunit() {
		assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(SkippedTests.class);
	}

	/**
	 * Not among the tests of the build, since its name does not end so.
	 */
	static class Samples {

		@Test
		void runs() {
		}

		@Test
		void assumed() {
			assumeThat(1).as("the moon is full").isZero();
		}

		@Test
		@Disabled
		void disabled() {
		}

	}

	static class MoreSamples {

		@Test
		@Disabled
		void disabledToo() {
		}

	}

}
