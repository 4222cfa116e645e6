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
 * missing one is generated once, stored as a salted hash, and printed on standard output
 * at that start only; later starts, and other replicas on the same store, use the hash.
 */
final class Credentials {

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
	 * @param store the store of the hashes of generated passwords
	 * @param random the source of passwords and salts; it must be unpredictable
	 * @param clock the clock for the time of generation
	 * @param output where a generated password is printed
	 */
	Credentials(Store store, RandomGenerator random, Clock clock, PrintStream output) {
		this.store = store;
		this.random = random;
		this.clock = clock;
		this.output = output;
	}

	/**
	 * Return the hash of a user's password, and generate the password if none is
	 * configured.
	 * @param name the name under which the hash is stored, such as {@code ingest}
	 * @param configured the configured password; {@code null} or empty to generate one
	 * @param announcement formats the text that is printed once for a generated password
	 * @return the salted hash of the password
	 * @throws io.onsrelay.store.StoreUnavailableException if the hash of a generated
	 * password can be neither read nor written
	 */
	SaltedHash hashOf(String name, @Nullable Secret configured, Function<Secret, String> announcement) {
		if (configured != null && !configured.reveal().isEmpty()) {
			return SaltedHash.of(configured, this.random);
		}
		return stored(name).orElseGet(() -> generate(name, announcement));
	}

	/**
	 * Return the hash of a password that is accepted beside another one.
	 * @param previous the password; {@code null} or empty for none
	 * @return the salted hash; empty for none
	 */
	Optional<SaltedHash> hashOf(@Nullable Secret previous) {
		return (previous != null && !previous.reveal().isEmpty()) ? Optional.of(SaltedHash.of(previous, this.random))
				: Optional.empty();
	}

	private Optional<SaltedHash> stored(String name) {
		return this.store.read((jdbc) -> find(jdbc, name)).map(SaltedHash::parse);
	}

	// Only the replica whose hash was stored prints its password
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
