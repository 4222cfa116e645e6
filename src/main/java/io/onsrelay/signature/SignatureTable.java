package io.onsrelay.signature;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The table {@code signature_construction}: which constructions have verified messages of
 * a topic, for each version of the signature.
 */
final class SignatureTable {

	/**
	 * Prevents lock conflicts between replicas that count the same rows.
	 */
	private static final Set<String> LOCK = Set.of("signature");

	private static final String ADD = """
			INSERT INTO signature_construction (topic, version, construction, verified, first_at, last_at)
			VALUES (:topic, :version, :construction, :verified, :first, :last)
			ON CONFLICT (topic, version, construction) DO UPDATE
			SET verified = signature_construction.verified + excluded.verified, last_at = excluded.last_at
			""";

	private static final String FIND = """
			SELECT topic, version, construction, verified, first_at, last_at FROM signature_construction
			ORDER BY first_at, verified DESC, construction
			""";

	private final Store store;

	SignatureTable(Store store) {
		this.store = store;
	}

	/**
	 * Return what has verified.
	 * @return one entry for each topic, version and construction, the oldest first
	 */
	List<VerifiedSignatures> find() {
		return this.store.read((jdbc) -> jdbc.sql(FIND).query(SignatureTable::entry).list());
	}

	/**
	 * Adds messages that have verified.
	 * @param entries the numbers to add, at most one for each topic, version and
	 * construction
	 */
	void add(Collection<VerifiedSignatures> entries) {
		if (entries.isEmpty()) {
			return;
		}
		this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			entries.forEach((entry) -> jdbc.sql(ADD)
				.param("topic", entry.topic())
				.param("version", entry.version())
				.param("construction", entry.construction())
				.param("verified", entry.messages())
				.param("first", entry.firstAt().toEpochMilli())
				.param("last", entry.lastAt().toEpochMilli())
				.update());
			return entries.size();
		}));
	}

	private static VerifiedSignatures entry(ResultSet row, int number) throws SQLException {
		return new VerifiedSignatures(row.getString("topic"), row.getString("version"), row.getString("construction"),
				row.getLong("verified"), Instant.ofEpochMilli(row.getLong("first_at")),
				Instant.ofEpochMilli(row.getLong("last_at")));
	}

	/**
	 * Messages of a topic that have verified by one construction.
	 *
	 * @param topic the OCID of the topic in lower case; empty if messages named none
	 * @param version the version of the signature
	 * @param construction the name of the construction
	 * @param messages how many
	 * @param firstAt when the first one did
	 * @param lastAt when the last one did
	 */
	record VerifiedSignatures(String topic, String version, String construction, long messages, Instant firstAt,
			Instant lastAt) {

		VerifiedSignatures plus(VerifiedSignatures other) {
			return new VerifiedSignatures(this.topic, this.version, this.construction, this.messages + other.messages,
					this.firstAt, other.lastAt);
		}

	}

}
