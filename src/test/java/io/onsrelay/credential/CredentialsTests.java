package io.onsrelay.credential;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.secret.SaltedHash;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class CredentialsTests {

	@Parameter
	private Dialect dialect;

	private TestStore store;

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final Random random = new Random(7);

	@BeforeEach
	void open(@TempDir Path directory) {
		this.store = TestStore.in(directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void hashOfWhenConfiguredMatchesItAndStoresNothing() {
		SaltedHash hash = credentials(this.store).hashOf("ingest", Secret.of("chosen"), Secret::reveal);
		assertThat(hash.matches("chosen")).isTrue();
		assertThat(this.store.count("credential")).isZero();
		assertThat(printed()).isEmpty();
	}

	@Test
	void hashOfWhenNotConfiguredPrintsAPasswordThatMatches() {
		SaltedHash hash = credentials(this.store).hashOf("ingest", null, Secret::reveal);
		assertThat(hash.matches(printed())).isTrue();
	}

	@Test
	void hashOfWhenNotConfiguredGeneratesAPasswordWithNothingToEscape() {
		credentials(this.store).hashOf("ingest", null, Secret::reveal);
		assertThat(printed()).matches("[A-Za-z0-9]{32}");
	}

	@Test
	void hashOfWhenGeneratedStoresNoPassword() {
		credentials(this.store).hashOf("ingest", null, Secret::reveal);
		String kept = this.store.read((jdbc) -> jdbc.sql("SELECT hash FROM credential").query(String.class).single());
		assertThat(kept).startsWith("sha256$").doesNotContain(printed());
	}

	@Test
	void hashOfWhenRestartedFindsThePasswordAndPrintsNothing() {
		credentials(this.store).hashOf("ingest", null, Secret::reveal);
		String password = printed();
		this.output.reset();
		assertThat(credentials(this.store).hashOf("ingest", null, Secret::reveal).matches(password)).isTrue();
		assertThat(printed()).isEmpty();
	}

	@Test
	void hashOfWhenNamesDifferGeneratesTwoPasswords() {
		Credentials credentials = credentials(this.store);
		SaltedHash ingest = credentials.hashOf("ingest", null, Secret::reveal);
		String password = printed();
		SaltedHash admin = credentials.hashOf("admin", null, Secret::reveal);
		assertThat(ingest.matches(password)).isTrue();
		assertThat(admin.matches(password)).isFalse();
	}

	@Test
	void hashOfWhenAnotherReplicaWasFasterAgreesWithItAndPrintsNothing() {
		SaltedHash[] faster = new SaltedHash[1];
		Store raced = new RacedStore(this.store,
				() -> faster[0] = credentials(this.store).hashOf("ingest", null, Secret::reveal));
		SaltedHash slower = credentials(raced).hashOf("ingest", null, (password) -> "never shown");
		assertThat(slower.encoded()).isEqualTo(faster[0].encoded());
		assertThat(printed()).doesNotContain("never shown");
	}

	private Credentials credentials(Store store) {
		return new Credentials(store, this.random, Clock.systemUTC(), new PrintStream(this.output, true));
	}

	private String printed() {
		return this.output.toString(StandardCharsets.UTF_8).strip();
	}

	/**
	 * Lets another replica write between the read and the write of this one.
	 */
	private record RacedStore(Store store, Runnable faster) implements Store {

		@Override
		public <T> T write(UnitOfWork<T> work) {
			this.faster.run();
			return this.store.write(work);
		}

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			return write(work);
		}

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			return this.store.read(query);
		}

		@Override
		public Dialect dialect() {
			return this.store.dialect();
		}

	}

}
