package io.onsrelay.signature;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.signature.SignatureJudge.Candidates;
import io.onsrelay.signature.SignatureQueue.QueuedMessage;
import io.onsrelay.signature.SignatureVerdict.SignatureOutcome;
import io.onsrelay.signature.construction.SignedMessage;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.Allowance;
import io.onsrelay.timing.PeriodicService;

/**
 * Checks the signatures of messages after their acknowledgement, on a thread of its own,
 * and writes what has verified to the store. Of messages that no known construction
 * verifies, a few a minute are tried with the whole list.
 */
final class SignatureWorker extends PeriodicService {

	/**
	 * A message with all constructions takes some milliseconds.
	 */
	static final int FULL_TRIES_PER_MINUTE = 10;

	/**
	 * Ten topics at the rate that ONS allows each. What is more comes after an outage or
	 * in a test under load, and is not worth a fifth of the time for a message.
	 */
	static final int CHECKS_PER_MINUTE = 600;

	private static final int LINES_PER_MINUTE = 5;

	/**
	 * Longer than the call takes that fetches a certificate.
	 */
	private static final Duration CERTIFICATE_WAIT = Duration.ofSeconds(6);

	/**
	 * How often the store is written and read.
	 */
	private static final Duration ROUND = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private final Logger logger = LoggerFactory.getLogger(SignatureWorker.class);

	private final SignatureSettings settings;

	private final SignatureJudge judge;

	private final KnownConstructions known;

	private final SignatureMetrics metrics;

	private final Clock clock;

	private final SignatureQueue queue = new SignatureQueue();

	private final Allowance checks;

	private final Allowance fullTries;

	private final Allowance lines;

	private Instant nextRound = Instant.MIN;

	SignatureWorker(SignatureSettings settings, SignatureJudge judge, KnownConstructions known,
			SignatureMetrics metrics, Clock clock) {
		super("signature", STOP_TIMEOUT, clock);
		this.settings = settings;
		this.judge = judge;
		this.known = known;
		this.metrics = metrics;
		this.clock = clock;
		this.checks = new Allowance(CHECKS_PER_MINUTE, clock);
		this.fullTries = new Allowance(FULL_TRIES_PER_MINUTE, clock);
		this.lines = new Allowance(LINES_PER_MINUTE, clock);
	}

	/**
	 * Starts the thread, before the endpoint accepts requests.
	 * @throws io.onsrelay.config.InvalidConfigurationException if signatures are to be
	 * enforced and those of a topic can't verify
	 */
	@Override
	public void start() {
		if (this.settings.mode() == SignatureMode.OFF) {
			return;
		}
		if (this.settings.mode() == SignatureMode.ENFORCE) {
			this.known.load();
			this.settings.topics()
				.stream()
				.filter((topic) -> !this.known.isKnown(topic))
				.findFirst()
				.ifPresent((topic) -> {
					throw SignatureSettings.unknownTopic(topic);
				});
		}
		super.start();
	}

	@Override
	public void stop() {
		if (isRunning()) {
			super.stop();
			writeQuietly();
		}
	}

	/**
	 * Before the server, which starts in a late phase, and stopped after it.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

	void wake() {
		wakeUp();
	}

	/**
	 * Adds a message, unless there are too many.
	 */
	void offer(OnsHeaders headers, Body body) {
		if (this.checks.tryUse() && this.queue.offer(headers, body)) {
			wakeUp();
		}
		else {
			this.metrics.count("", SignatureVerdict.of(SignatureOutcome.SKIPPED, "there are too many messages"));
		}
	}

	@Override
	protected Optional<Instant> run() {
		try {
			return runOnce();
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(ROUND));
		}
	}

	/**
	 * Checks the messages that wait, and writes what has verified if it is time.
	 * @return when to run again; empty if nothing is left to write
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	Optional<Instant> runOnce() {
		boolean found = false;
		for (Optional<QueuedMessage> next = this.queue.poll(); next.isPresent(); next = this.queue.poll()) {
			found |= check(SignedMessage.of(next.get().headers(), next.get().body()));
		}
		Instant now = this.clock.instant();
		if (found || !now.isBefore(this.nextRound)) {
			this.nextRound = now.plus(ROUND);
			this.known.write();
			this.known.load();
		}
		return this.known.hasUnwritten() ? Optional.of(this.nextRound) : Optional.empty();
	}

	private boolean check(SignedMessage message) {
		SignatureVerdict verdict = this.judge.judge(message, this.clock.instant(), CERTIFICATE_WAIT,
				new Candidates(this.known.likely(message), this.fullTries::tryUse));
		this.metrics.count(message.version(), verdict);
		boolean first = verdict.construction()
			.filter((construction) -> this.known.add(message, construction))
			.isPresent();
		if (first) {
			logFirst(message, verdict.construction().orElseThrow());
		}
		else if (isRemarkable(verdict.outcome()) && this.lines.tryUse()) {
			this.logger.warn("The signature of a message of topic {} with SignatureVersion {} is not verified: {}",
					message.topic(), message.version(), verdict.detail());
		}
		return first;
	}

	private void logFirst(SignedMessage message, String construction) {
		String earliest = this.known.firstOf(message).orElse(construction);
		if (earliest.equals(construction)) {
			this.logger.info("Signatures of topic {} with SignatureVersion {} verify by {}", message.topic(),
					message.version(), construction);
		}
		else {
			this.logger.warn(
					"A signature of topic {} with SignatureVersion {} verifies by {}, and earlier ones by {}: "
							+ "only {} counts, unless relay.ingest.signature-construction names another",
					message.topic(), message.version(), construction, earliest, earliest);
		}
	}

	// Messages that have none, or that were not tried, are the usual case until one
	// verifies
	private static boolean isRemarkable(SignatureOutcome outcome) {
		return switch (outcome) {
			case VERIFIED, UNSIGNED, SKIPPED -> false;
			case MISMATCHED, CERTIFICATE_REFUSED, CERTIFICATE_UNAVAILABLE, CERTIFICATE_INVALID -> true;
		};
	}

	private void writeQuietly() {
		try {
			this.known.write();
		}
		catch (StoreUnavailableException ex) {
			this.logger.debug("What has verified within the last minute is not counted in the store");
		}
	}

}
