package io.onsrelay.audit.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.checkpoint.CheckpointSigner.SignedCheckpoint;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.PeriodicService;

/**
 * Makes checkpoints: at an interval, also when nothing happens, and earlier after a
 * number of records. Of several replicas, whichever sees first that one is due makes it.
 */
final class CheckpointWorker extends PeriodicService {

	/**
	 * How often it looks how many records there are.
	 */
	private static final Duration ROUND = Duration.ofSeconds(1);

	/**
	 * How long to wait when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Replicas that make one at the same time would choose the same number.
	 */
	private static final Set<String> LOCK = Set.of("audit checkpoint");

	private final Logger logger = LoggerFactory.getLogger(CheckpointWorker.class);

	private final AuditProperties properties;

	private final SigningKeys keys;

	private final Function<JdbcClient, TreeHead> head;

	private final Store store;

	private final CheckpointMetrics metrics;

	private final RandomGenerator random;

	private final Clock clock;

	private @Nullable CheckpointSigner signer;

	private boolean keyTold;

	private String fault = "";

	CheckpointWorker(AuditProperties properties, SigningKeys keys, Function<JdbcClient, TreeHead> head, Store store,
			CheckpointMetrics metrics, RandomGenerator random, Clock clock) {
		super("audit-checkpoint", STOP_TIMEOUT, clock);
		this.properties = properties;
		this.keys = keys;
		this.head = head;
		this.store = store;
		this.metrics = metrics;
		this.random = random;
		this.clock = clock;
	}

	@Override
	public void start() {
		if (open()) {
			super.start();
		}
	}

	/**
	 * Reads the keys, or makes one.
	 * @return whether there is a key
	 */
	boolean open() {
		this.signer = this.keys.current()
			.map((key) -> new CheckpointSigner(key, this.keys.former(), this.properties.origin(), this.random))
			.orElse(null);
		this.metrics.signs(this.signer != null);
		if (this.signer == null) {
			this.logger.warn("The audit log has no checkpoints: replicas that share a database sign with one key, and "
					+ "none is configured. Make one by openssl genpkey -algorithm ed25519, and set "
					+ "relay.audit.signing-key. Until then a change of the whole log can't be found");
		}
		return this.signer != null;
	}

	@Override
	protected Optional<Instant> run() {
		CheckpointSigner opened = this.signer;
		if (opened == null) {
			return Optional.empty();
		}
		try {
			runOnce(opened);
			return Optional.of(this.clock.instant().plus(ROUND));
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	private void runOnce(CheckpointSigner opened) {
		Optional<StoredCheckpoint> last = this.store.read(CheckpointTable::last);
		if (isDue(last, this.store.read(this.head))) {
			RoundResult result = this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> make(jdbc, opened)));
			tell(result);
			last = result.last();
		}
		last.ifPresent((checkpoint) -> {
			this.metrics.last(checkpoint);
			tellKey(opened, checkpoint);
		});
	}

	private boolean isDue(Optional<StoredCheckpoint> last, TreeHead head) {
		return last.map((checkpoint) ->
		// A clock that was set back is no reason to wait until it has caught up
		Duration.between(checkpoint.madeAt(), this.clock.instant())
			.abs()
			.compareTo(this.properties.checkpointInterval()) >= 0
				|| head.size() - checkpoint.size() >= this.properties.checkpointRecords())
			.orElse(true);
	}

	/**
	 * Makes the next checkpoint, unless another replica has made it meanwhile, or the
	 * tree contradicts the last one: a log must not sign both
	 * (https://c2sp.org/tlog-checkpoint).
	 */
	private RoundResult make(JdbcClient jdbc, CheckpointSigner opened) {
		Optional<StoredCheckpoint> last = CheckpointTable.last(jdbc);
		TreeHead now = this.head.apply(jdbc);
		if (!isDue(last, now)) {
			return new RoundResult(last, Optional.empty(), "");
		}
		Optional<String> contradiction = last.flatMap((checkpoint) -> contradiction(checkpoint, now));
		if (contradiction.isPresent()) {
			return new RoundResult(last, Optional.empty(), contradiction.get());
		}
		SignedCheckpoint next = opened.sign(last, now, this.clock.instant());
		CheckpointTable.append(jdbc, next.checkpoint());
		return new RoundResult(Optional.of(next.checkpoint()), Optional.of(next), "");
	}

	private static Optional<String> contradiction(StoredCheckpoint last, TreeHead now) {
		if (now.size() < last.size()) {
			return Optional.of("checkpoint %d covers %d records, and the log has %d".formatted(last.number(),
					last.size(), now.size()));
		}
		if (now.size() == last.size() && !now.root().equals(last.root())) {
			return Optional
				.of("checkpoint %d covers the same %d records with another root".formatted(last.number(), last.size()));
		}
		return Optional.empty();
	}

	private void tell(RoundResult result) {
		if (!result.fault().isEmpty() && !result.fault().equals(this.fault)) {
			this.logger.error("The audit log was altered: {}. No checkpoint is signed until this is explained; run the "
					+ "command audit verify", result.fault());
		}
		this.fault = result.fault();
		result.made().ifPresent((made) -> {
			made.rotation()
				.ifPresent((keys) -> this.logger.info(
						"The key of the audit log has changed. Checkpoint {} is signed by both keys: {} and {}. The "
								+ "previous one is not needed any more",
						made.checkpoint().number(), keys.previous(), keys.next()));
			if (!made.vouched()) {
				this.logger.warn(
						"Checkpoint {} of the audit log is signed by a key that did not sign the one before, and "
								+ "no configured key did. Verifiers have to be told of it: {}",
						made.checkpoint().number(), made.key());
			}
		});
	}

	private void tellKey(CheckpointSigner opened, StoredCheckpoint last) {
		if (!this.keyTold) {
			this.keyTold = true;
			this.logger
				.info("The checkpoints of the audit log are verified by this key, of which another administrator "
						+ "should have a copy: {}", opened.verifierKey(last));
		}
	}

	/**
	 * What a unit of work did.
	 *
	 * @param last the last checkpoint now
	 * @param made the checkpoint that was made
	 * @param fault why none is signed; empty for no reason
	 */
	private record RoundResult(Optional<StoredCheckpoint> last, Optional<SignedCheckpoint> made, String fault) {
	}

}
