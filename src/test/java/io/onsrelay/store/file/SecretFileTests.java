package io.onsrelay.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SecretFileTests {

	@TempDir
	private Path directory;

	@Test
	void besideIsNamedAfterTheDatabase() {
		assertThat(SecretFile.beside("jdbc:sqlite:" + this.directory.resolve("relay.db"), "-key"))
			.contains(this.directory.resolve("relay.db-key"));
		assertThat(SecretFile.beside("jdbc:postgresql://db/relay", "-key")).isEmpty();
	}

	@Test
	void createMakesFileOfItsOwnerOnly() throws IOException {
		Path file = this.directory.resolve("secret");
		Files.writeString(this.directory.resolve("secret.part"), "left by a crash");
		SecretFile.create(file, "text\n");
		assertThat(file).hasContent("text\n");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
		assertThat(SecretFile.describeOpen(file)).isEmpty();
	}

	@Test
	void createWithoutDirectoryFails() {
		assertThatIOException().isThrownBy(() -> SecretFile.create(this.directory.resolve("missing/file"), ""));
	}

	@Test
	void describeOpenNamesFileThatOthersRead() throws IOException {
		Path file = Files.writeString(this.directory.resolve("open"), "");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
		assertThat(SecretFile.describeOpen(file)).contains(file + " (0604, rw----r--)");
	}

}
