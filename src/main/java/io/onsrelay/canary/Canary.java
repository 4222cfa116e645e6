package io.onsrelay.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.canary.CanaryTable.CanaryState;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.notice.Notice;
import io.onsrelay.notice.Notices;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.DurationWords;
import io.onsrelay.timing.PeriodicService;

/**
 * Publishes a message at an interval and expects it back. Of several replicas one
 * publishes; any of them may get it.
 */
public final class Canary extends PeriodicService {

	private static final Duration ROUND = Duration.ofSeconds(10);

	/**
	 * Longer than a call to Oracle's API may take with its retries.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 16;

	private static final String PROBLEM = "canary";

	private final Logger logger = LoggerFactory.getLogger(Canary.class);

	private final CanaryProperties properties;

	private final Store store;

	private final CanaryTable table;

	private final Function<String, Optional<String>> publisher;

	private final Notices notices;

	private final CanaryMetrics metrics;

	private final RandomGenerator random;

	private final Clock clock;

	private volatile @Nullable CanaryToken token;

	private String lastFailure = "";

	/**
	 * Creates the canary.
	 * @param publisher publishes a body; returns why that failed, or nothing
	 */
	Canary(CanaryProperties properties, Store store, Function<String, Optional<String>> publisher, Notices notices,
			CanaryMetrics metrics, RandomGenerator random, Clock clock) {
		super("canary", STOP_TIMEOUT, clock);
		this.properties = properties;
		this.store = store;
		this.table = new CanaryTable(store);
		this.publisher = publisher;
		this.notices = notices;
		this.metrics = metrics;
		this.random = random;
		this.clock = clock;
	}

	@Override
	public void start() {
		if (this.properties.topic() != null) {
			super.start();
		}
	}

	/**
	 * Takes a message, if it is one of the canary's. It is noted and goes no further.
	 * @param message a message that was received
	 * @return whether it was one; it is on disk then
	 * @throws StoreUnavailableException if it could not be noted: it must not be
	 * acknowledged
	 */
	public boolean take(Message message) {
		String topic = this.properties.topic();
		if (topic == null || !message.headers().topicOcid().filter(topic::equalsIgnoreCase).isPresent()) {
			return false;
		}
		Optional<Instant> publishedAt = token(topic).read(message.body());
		publishedAt.ifPresent((at) -> returned(at, message.receivedAt()));
		return publishedAt.isPresent();
	}

	private void returned(Instant publishedAt, Instant receivedAt) {
		this.store.tryWrite(CanaryTable.returned(publishedAt), (newer) -> {
			if (newer) {
				this.metrics.returned(publishedAt, receivedAt, this.clock.instant());
			}
		});
	}

	/** The key is in the store, where all replicas find it. */
	private CanaryToken token(String topic) {
		CanaryToken known = this.token;
		if (known == null) {
			known = new CanaryToken(this.table.open(topic, randomHex(KEY_BYTES), this.clock.instant()), topic);
			this.token = known;
		}
		return known;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			runOnce();
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			this.logger.debug("The canary can't run now", ex);
		}
		return Optional.of(this.clock.instant().plus(ROUND));
	}

	/**
	 * Publishes a message if one is due, and looks whether the last ones came back.
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	void runOnce() {
		CanaryToken canary = token(Objects.requireNonNull(this.properties.topic()));
		Instant now = this.clock.instant();
		if (this.table.claim(now, this.properties.interval())) {
			publish(canary.write(randomBytes(NONCE_BYTES), now));
		}
		judge(this.table.read(), this.clock.instant());
		this.metrics.broken(this.table.read().brokenSince() != null);
	}

	private void publish(String body) {
		Optional<String> failure = this.publisher.apply(body);
		this.metrics.published(failure.isEmpty());
		failure.ifPresent((reason) -> this.logger.warn("The canary can't be published: {}", reason));
		this.lastFailure = failure.orElse("");
	}

	private void judge(CanaryState state, Instant now) {
		if (state.isMended()) {
			this.notices.tell(mended(state), CanaryTable.mended(state));
		}
		else if (state.brokenSince() == null && now.isAfter(state.waitingSince().plus(this.properties.brokenAfter()))) {
			this.notices.tell(broken(state, now), CanaryTable.broken(state, now));
		}
	}

	private Notice broken(CanaryState state, Instant now) {
		String cause = this.lastFailure.isEmpty()
				? "It is published, so look at the subscription, the network and the credentials of the endpoint"
				: "The last one could not be published: " + this.lastFailure;
		return Notice.of(PROBLEM, Severity.CRITICAL, "Messages of Oracle do not arrive",
				("The message that this service publishes every %s has not come back for %s. %s. docs/watching.md says how "
						+ "to find the cause.")
					.formatted(DurationWords.of(this.properties.interval()),
							DurationWords.of(Duration.between(state.waitingSince(), now)), cause),
				now, facts());
	}

	private Notice mended(CanaryState state) {
		Instant returned = Objects.requireNonNull(state.returned());
		return Notice.over(PROBLEM, Severity.CRITICAL, "Messages of Oracle arrive again",
				"The message that this service published at %s has come back. The first notice was %s before."
					.formatted(returned,
							DurationWords.of(Duration.between(Objects.requireNonNull(state.brokenSince()), returned))),
				returned, facts());
	}

	private Map<String, String> facts() {
		return Map.of("topic", Objects.requireNonNull(this.properties.topic()));
	}

	private String randomHex(int bytes) {
		return HexFormat.of().formatHex(randomBytes(bytes));
	}

	private byte[] randomBytes(int count) {
		byte[] bytes = new byte[count];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
