package io.onsrelay.audit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.file.SecretFile;

/**
 * Where the keys come from that sign checkpoints: from the configuration, or from a file
 * beside the database that is made at the first start. Never from the database: it would
 * be in the hands of whatever alters the database.
 */
final class SigningKeys {

	private static final String SIGNING_KEY = "relay.audit.signing-key";

	private static final String KEY_FILE = "relay.audit.key-file";

	private static final String FILE_SUFFIX = "-audit-key.pem";

	private static final String PREVIOUS_SUFFIX = ".previous";

	private final Logger logger = LoggerFactory.getLogger(SigningKeys.class);

	private final @Nullable SigningKey configured;

	private final @Nullable SigningKey previous;

	private final @Nullable Path file;

	private final boolean create;

	/**
	 * Reads the configured keys, and no file.
	 * @param properties the settings
	 * @param databaseUrl the JDBC URL of the database
	 * @param shared whether other replicas use the database, which need the same key
	 * @throws InvalidConfigurationException if a key can't be read
	 */
	SigningKeys(AuditProperties properties, String databaseUrl, boolean shared) {
		this.configured = configured(SIGNING_KEY, properties.signingKey());
		this.previous = configured("relay.audit.previous-signing-key", properties.previousSigningKey());
		Path named = properties.keyFile();
		this.file = (named != null) ? named.toAbsolutePath() : SecretFile.beside(databaseUrl, FILE_SUFFIX).orElse(null);
		this.create = !shared;
	}

	private static @Nullable SigningKey configured(String property, @Nullable Secret pem) {
		if (pem == null || pem.reveal().isBlank()) {
			return null;
		}
		try {
			return SigningKey.ofPem(pem);
		}
		catch (MalformedNoteException ex) {
			throw new InvalidConfigurationException(property,
					"it is no private key of Ed25519 in PKCS#8, as PEM with its first and last line.",
					"Make one by: openssl genpkey -algorithm ed25519 -out audit-key.pem, and mount it as the file of "
							+ "this property.");
		}
	}

	/**
	 * Return the key that signs. The file is made where it is missing and no replica has
	 * to have the same.
	 * @return the key; empty where there is none
	 * @throws InvalidConfigurationException if the file can't be read or made
	 */
	Optional<SigningKey> current() {
		if (this.configured != null || this.file == null) {
			return Optional.ofNullable(this.configured);
		}
		return Optional.of(Files.exists(this.file) ? read(this.file) : make(this.file));
	}

	/**
	 * Return the keys that may have signed the checkpoints before.
	 * @return keys, each of which may vouch for another one
	 */
	List<SigningKey> former() {
		List<SigningKey> keys = new ArrayList<>();
		if (this.previous != null) {
			keys.add(this.previous);
		}
		if (this.file != null) {
			Path before = this.file.resolveSibling(this.file.getFileName() + PREVIOUS_SUFFIX);
			for (Path candidate : List.of(this.file, before)) {
				if (Files.exists(candidate)) {
					keys.add(read(candidate));
				}
			}
		}
		return keys;
	}

	/**
	 * Describes where the key is, for operators.
	 */
	String source() {
		return (this.configured != null || this.file == null) ? SIGNING_KEY : this.file.toString();
	}

	private SigningKey read(Path path) {
		SecretFile.describeOpen(path)
			.ifPresent((open) -> this.logger.warn(
					"Every user of this machine can read the key of the audit log: {}. Restrict it: chmod 600 {}", open,
					path));
		try {
			return SigningKey.ofPem(Secret.of(Files.readString(path)));
		}
		catch (MalformedNoteException ex) {
			throw new InvalidConfigurationException(KEY_FILE,
					"%s is no private key of Ed25519 in PKCS#8, as PEM.".formatted(path),
					"Restore it from a copy. Where it is lost, move it away: a new key is made at the next start, for "
							+ "which no key vouches.");
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(KEY_FILE,
					"%s can't be read (%s).".formatted(path, ex.getClass().getSimpleName()),
					"Make it readable for the user that runs ons-relay.");
		}
	}

	private SigningKey make(Path path) {
		if (!this.create) {
			throw new InvalidConfigurationException(KEY_FILE,
					"there is no file %s, and it is not made, since replicas that share a database sign with one key."
						.formatted(path),
					"Make it by: openssl genpkey -algorithm ed25519, and mount it in each replica.");
		}
		SigningKey key = SigningKey.generate();
		try {
			SecretFile.create(path, key.pem().reveal());
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(KEY_FILE,
					"%s can't be written (%s).".formatted(path, ex.getClass().getSimpleName()),
					"Make its directory writable for the user that runs ons-relay, or set relay.audit.signing-key.");
		}
		this.logger.info("The key that signs the checkpoints of the audit log was made in {}. Keep a copy of it: it is "
				+ "in no backup of the database", path);
		return key;
	}

}
