package io.onsrelay.signature;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.signature.SignatureTable.VerifiedSignatures;
import io.onsrelay.signature.construction.Construction;
import io.onsrelay.signature.construction.SignedMessage;

/**
 * The constructions that are known to be right: those that are named in the
 * configuration, else those that have verified messages. What verifies is counted in
 * memory and written to the store now and then, so that checking a message costs no
 * write.
 */
final class KnownConstructions {

	/**
	 * More topics and versions than a relay has; a sender chooses both.
	 */
	private static final int MAX_ENTRIES = 1000;

	private final List<Construction> named;

	private final SignatureTable table;

	private final Clock clock;

	/**
	 * What is in the store, by topic, version and construction, the oldest first.
	 */
	private final Map<VerifiedKey, VerifiedSignatures> known = new LinkedHashMap<>();

	private final Map<VerifiedKey, VerifiedSignatures> unwritten = new LinkedHashMap<>();

	KnownConstructions(SignatureSettings settings, SignatureTable table, Clock clock) {
		this.named = settings.named();
		this.table = table;
		this.clock = clock;
	}

	/**
	 * Reads what has verified, also at other replicas and before the last start.
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	void load() {
		List<VerifiedSignatures> stored = this.table.find();
		synchronized (this) {
			stored.forEach((entry) -> this.known.put(VerifiedKey.of(entry), entry));
		}
	}

	/**
	 * Return the constructions by which alone a message may verify: those that are named,
	 * else the one that was the first to verify a message of this topic and version.
	 * Later ones do not count: where two constructions join fields without separators,
	 * the message of one can be the message of the other with its fields divided at
	 * another place.
	 * @param message the message
	 * @return the constructions; none if none is known
	 */
	synchronized Collection<Construction> of(SignedMessage message) {
		if (!this.named.isEmpty()) {
			return this.named;
		}
		return verified(message).stream().limit(1).toList();
	}

	/**
	 * Return the constructions to try first.
	 * @param message the message
	 * @return those that are named or have verified, of the same topic and version first
	 */
	synchronized Collection<Construction> likely(SignedMessage message) {
		Set<Construction> likely = new LinkedHashSet<>(this.named);
		likely.addAll(verified(message));
		this.known.values()
			.stream()
			.filter((entry) -> entry.version().equals(message.version()))
			.forEach((entry) -> Construction.named(entry.construction()).ifPresent(likely::add));
		return List.copyOf(likely);
	}

	private List<Construction> verified(SignedMessage message) {
		return this.known.values()
			.stream()
			.filter((entry) -> entry.topic().equals(message.topic()) && entry.version().equals(message.version()))
			.sorted(Comparator.comparing(VerifiedSignatures::firstAt))
			.flatMap((entry) -> Construction.named(entry.construction()).stream())
			.toList();
	}

	/**
	 * Return whether a message of a topic can verify.
	 * @param topic the OCID of the topic, in any letter case
	 * @return {@code true} if a construction is named, or has verified one of its
	 * messages
	 */
	synchronized boolean isKnown(String topic) {
		String canonical = topic.strip().toLowerCase(Locale.ROOT);
		return !this.named.isEmpty() || this.known.values()
			.stream()
			.anyMatch(
					(entry) -> entry.topic().equals(canonical) && Construction.named(entry.construction()).isPresent());
	}

	/**
	 * Counts a message that has verified.
	 * @param message the message
	 * @param construction the name of the construction
	 * @return {@code true} if it is the first of its topic and version by this
	 * construction
	 */
	synchronized boolean add(SignedMessage message, String construction) {
		Instant now = this.clock.instant();
		VerifiedSignatures one = new VerifiedSignatures(message.topic(), message.version(), construction, 1, now, now);
		VerifiedKey key = VerifiedKey.of(one);
		boolean first = !this.known.containsKey(key);
		if (first && this.known.size() >= MAX_ENTRIES) {
			return false;
		}
		this.known.merge(key, one, VerifiedSignatures::plus);
		this.unwritten.merge(key, one, VerifiedSignatures::plus);
		return first;
	}

	/**
	 * Return whether there is something to write.
	 */
	synchronized boolean hasUnwritten() {
		return !this.unwritten.isEmpty();
	}

	/**
	 * Writes what has verified to the store.
	 * @throws io.onsrelay.store.StoreUnavailableException if it can't be written now; it
	 * is kept
	 */
	void write() {
		List<VerifiedSignatures> taken;
		synchronized (this) {
			taken = new ArrayList<>(this.unwritten.values());
			this.unwritten.clear();
		}
		boolean written = false;
		try {
			this.table.add(taken);
			written = true;
		}
		finally {
			if (!written) {
				restore(taken);
			}
		}
	}

	private synchronized void restore(List<VerifiedSignatures> taken) {
		taken.forEach(
				(entry) -> this.unwritten.merge(VerifiedKey.of(entry), entry, (later, earlier) -> earlier.plus(later)));
	}

	/**
	 * Return what has verified first for a topic, for the log.
	 */
	synchronized Optional<String> firstOf(SignedMessage message) {
		return verified(message).stream().findFirst().map(Construction::name);
	}

	/**
	 * What messages are counted by.
	 */
	private record VerifiedKey(String topic, String version, String construction) {

		static VerifiedKey of(VerifiedSignatures entry) {
			return new VerifiedKey(entry.topic(), entry.version(), entry.construction());
		}

	}

}
