package io.onsrelay.credential;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.secret.SaltedHash;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Store;

/**
 * The passwords of this service's own users. A configured password is hashed in memory. A
 * missing one is generated once, kept in the store as a salted hash, and shown on
 * standard output at that start only; later starts, and other replicas on the same store,
 * find the hash.
 */
public final class Credentials {

	/** Letters and digits only: nothing to escape in a URL, a shell or a YAML file. */
	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	/** 32 × log2(62) is 190 bits. */
	private static final int PASSWORD_CHARS = 32;

	private final Store store;

	private final RandomGenerator random;

	private final Clock clock;

	private final PrintStream output;

	/**
	 * Creates the credentials.
	 * @param store where hashes of generated passwords are kept
	 * @param random where passwords and salts come from; it must be unpredictable
	 * @param clock tells when a password was generated
	 * @param output where a generated password is shown
	 */
	public Credentials(Store store, RandomGenerator random, Clock clock, PrintStream output) {
		this.store = store;
		this.random = random;
		this.clock = clock;
		this.output = output;
	}

	/**
	 * Return what a user's password is checked with.
	 * @param name the name under which a generated password is kept, such as
	 * {@code ingest}
	 * @param configured the configured password; none, or an empty one, where it is to be
	 * generated
	 * @param announcement says what a generated password is for; its result is printed
	 * once
	 * @return the salted hash of the password
	 * @throws io.onsrelay.store.StoreUnavailableException if a generated password can
	 * neither be read nor kept
	 */
	public SaltedHash hashOf(String name, @Nullable Secret configured, Function<Secret, String> announcement) {
		if (configured != null && !configured.reveal().isEmpty()) {
			return SaltedHash.of(configured, this.random);
		}
		return stored(name).orElseGet(() -> generate(name, announcement));
	}

	private Optional<SaltedHash> stored(String name) {
		return this.store.read((jdbc) -> find(jdbc, name)).map(SaltedHash::parse);
	}

	// Only the replica whose password is the one that was kept shows it
	private SaltedHash generate(String name, Function<Secret, String> announcement) {
		Secret password = password();
		String hash = SaltedHash.of(password, this.random).encoded();
		long now = this.clock.millis();
		String kept = this.store.write((jdbc) -> {
			jdbc.sql("INSERT INTO credential (name, hash, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING")
				.params(name, hash, now)
				.update();
			return find(jdbc, name).orElseThrow();
		});
		if (kept.equals(hash)) {
			this.output.println(announcement.apply(password));
			this.output.flush();
		}
		return SaltedHash.parse(kept);
	}

	private Optional<String> find(JdbcClient jdbc, String name) {
		return jdbc.sql("SELECT hash FROM credential WHERE name = ?").param(name).query(String.class).optional();
	}

	private Secret password() {
		StringBuilder password = new StringBuilder(PASSWORD_CHARS);
		for (int i = 0; i < PASSWORD_CHARS; i++) {
			password.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		return Secret.of(password.toString());
	}

}
