package io.onsrelay.audit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.audit.note.NoteVectors;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class SigningKeysTests {

	private static final String ONE = "01".repeat(32);

	private static final String TWO = "02".repeat(32);

	@TempDir
	private Path directory;

	@Test
	void fileIsMadeOnceForItsOwnerOnly(CapturedOutput output) throws IOException {
		SigningKey made = keys(null, null, null).current().orElseThrow();
		Path file = this.directory.resolve("relay.db-audit-key.pem");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
		assertThat(name(keys(null, null, null).current().orElseThrow())).isEqualTo(name(made));
		assertThat(output).containsOnlyOnce("was made in " + file)
			.doesNotContain(Files.readAllLines(file).get(1).substring(22))
			.doesNotContain("Every user");
	}

	@Test
	void keyMayBeConfigured() {
		assertThat(name(keys(ONE, null, null).current().orElseThrow())).isEqualTo(name(ONE));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void previousKeysAreThoseThatAreConfiguredAndThoseOfFiles() throws IOException {
		Path file = this.directory.resolve("relay.db-audit-key.pem");
		Files.writeString(file, NoteVectors.pem(ONE).reveal());
		assertThat(keys(TWO, null, null).former()).extracting(SigningKeysTests::name).containsExactly(name(ONE));
		Files.move(file, this.directory.resolve("relay.db-audit-key.pem.previous"));
		SigningKeys keys = keys(null, TWO, null);
		assertThat(name(keys.current().orElseThrow())).isNotIn(name(ONE), name(TWO));
		assertThat(keys.former()).extracting(SigningKeysTests::name).contains(name(ONE), name(TWO));
	}

	@Test
	void fileMayHaveAnotherPath() {
		Path file = this.directory.resolve("own.pem");
		keys(null, null, file).current();
		assertThat(file).exists();
		assertThat(this.directory.resolve("relay.db-audit-key.pem")).doesNotExist();
	}

	@Test
	void replicasMakeNoFile() throws IOException {
		String url = "jdbc:postgresql://db/relay";
		assertThat(new SigningKeys(properties(null, null, null), url, true).current()).isEmpty();
		Path file = this.directory.resolve("own.pem");
		SigningKeys keys = new SigningKeys(properties(null, null, file), url, true);
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(keys::current)
			.withMessageContaining("relay.audit.key-file: there is no file")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("openssl genpkey"));
		Files.writeString(file, NoteVectors.pem(ONE).reveal());
		assertThat(keys.current()).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret-of-mine", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----" })
	void keyThatCantBeReadFailsTheStartUnquoted(String pem) throws IOException {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new SigningKeys(new AuditProperties(null, Secret.of(pem), null, null,
					Duration.ofMinutes(1), 1, true, null, null, null), "jdbc:sqlite:relay.db", false))
			.withMessageStartingWith("relay.audit.signing-key: it is no private key of Ed25519 in PKCS#8")
			.satisfies((ex) -> assertThat(ex.toString() + ex.getAction()).doesNotContain("secret"));
		Files.writeString(this.directory.resolve("relay.db-audit-key.pem"), pem);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> keys(null, null, null).current())
			.withMessageContaining("relay.audit.key-file: ")
			.satisfies((ex) -> assertThat(ex.toString() + ex.getAction()).doesNotContain("secret"));
	}

	@Test
	void fileThatEveryUserReadsIsTold(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("relay.db-audit-key.pem"), NoteVectors.pem(ONE).reveal());
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		keys(null, null, null).current();
		assertThat(output).contains("Every user of this machine can read the key of the audit log",
				"chmod 600 " + file);
	}

	@Test
	void directoryThatIsMissingIsTold() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> keys(null, null, this.directory.resolve("missing/key.pem")).current())
			.withMessageContaining("can't be written (NoSuchFileException)");
	}

	private SigningKeys keys(@Nullable String key, @Nullable String previous, @Nullable Path file) {
		return new SigningKeys(properties(key, previous, file), "jdbc:sqlite:" + this.directory.resolve("relay.db"),
				false);
	}

	private static AuditProperties properties(@Nullable String key, @Nullable String previous, @Nullable Path file) {
		return new AuditProperties(null, (key != null) ? NoteVectors.pem(key) : null,
				(previous != null) ? NoteVectors.pem(previous) : null, file, Duration.ofMinutes(1), 1, true, null, null,
				null);
	}

	private static VerifierKey name(String key) {
		return name(NoteVectors.key(key));
	}

	private static VerifierKey name(SigningKey key) {
		return key.verifierKey("log");
	}

}
