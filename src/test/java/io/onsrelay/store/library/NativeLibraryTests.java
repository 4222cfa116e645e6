package io.onsrelay.store.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class NativeLibraryTests {

	@TempDir
	private Path directory;

	@Test
	void unpackWritesTheFileThatTheDriverLooksFor() throws IOException {
		Path unpacked = NativeLibrary.unpack(this.directory.resolve("native"));
		assertThat(unpacked).isEqualTo(this.directory.resolve("native").resolve(LibraryLoaderUtil.getNativeLibName()));
		assertThat(Files.size(unpacked)).isGreaterThan(500_000);
		assertThat(NativeLibrary.unpack(this.directory.resolve("native"))).as("again").isEqualTo(unpacked);
	}

	@Test
	void unpackWhenDirectoryIsAFileFails() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatIOException().isThrownBy(() -> NativeLibrary.unpack(file));
	}

}
