package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The native library of SQLite where temporary files can't be executed: that is said, and
 * an unpacked library helps.
 */
class NativeLibraryIT {

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void startNeedsTheUnpackedLibraryWhereTemporaryFilesCanNotBeExecuted() throws IOException {
		CommandRun unpack = this.relay.run("unpack-library", "native");
		assertThat(unpack.status()).as(unpack.err()).isZero();
		Path unpacked = this.relay.directory().resolve("native");
		assertThat(unpack.out()).contains(" is unpacked", "-Dorg.sqlite.lib.path=" + unpacked);
		Path temporary = Files.createDirectory(this.relay.directory().resolve("temporary"));
		this.relay.use(NoExecution.launcher(temporary, ""));
		CommandRun check = this.relay.run("check");
		assertThat(check.status()).isOne();
		assertExplained(check.err(), temporary);
		RelayProcess refused = this.relay.launch(this.relay.usual());
		assertThat(refused.awaitEnd()).isOne();
		assertExplained(refused.output(), temporary);
		this.relay.use(NoExecution.launcher(temporary, "-Dorg.sqlite.lib.path=" + unpacked));
		this.relay.start();
		assertThat(this.relay.post(SequencedEvent.of(1, 1)).over(1)).hasSize(1);
	}

	private static void assertExplained(String output, Path temporary) {
		assertThat(output)
			.contains("SQLite's native library can't be loaded from " + temporary, "noexec", "-Dorg.sqlite.tmpdir=DIR",
					"-Dorg.sqlite.lib.path=DIR")
			.doesNotContain("\tat ", "Check that the disk");
	}

}
