package io.onsrelay.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workflows of the forge: they run what was reviewed, and may only read.
 */
class WorkflowsTests {

	private static final Path DIRECTORY = Path.of(".github/workflows");

	@Test
	void everyActionIsTheCommitOfItsVersion() throws IOException {
		List<String> uses = new ArrayList<>();
		for (Path workflow : workflows()) {
			Files.readAllLines(workflow).stream().filter((line) -> line.contains("uses:")).forEach(uses::add);
		}
		assertThat(uses).isNotEmpty()
			.allMatch((line) -> line.matches(" *(- )?uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+"));
	}

	@Test
	void everyWorkflowMayOnlyRead() throws IOException {
		for (Path workflow : workflows()) {
			assertThat(Files.readString(workflow)).as(workflow.toString())
				.contains("\npermissions:\n  contents: read\n")
				.containsOnlyOnce("permissions:");
		}
	}

	private static List<Path> workflows() throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.toList();
		}
	}

}
