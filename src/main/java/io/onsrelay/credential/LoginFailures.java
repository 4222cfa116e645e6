package io.onsrelay.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.timing.PeriodicService;

/**
 * Counts failed logins: in meters, and in one line of the log for each account and
 * minute. No user name or password that was tried is shown.
 */
final class LoginFailures extends PeriodicService {

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

	/** The memory of a minute is bounded: addresses beyond are not told apart. */
	private static final int MAX_SOURCES = 1000;

	private final Logger logger = LoggerFactory.getLogger(LoginFailures.class);

	private final Map<String, Count> counts = new TreeMap<>();

	private final CredentialMetrics metrics;

	private final Clock clock;

	private @Nullable Instant first;

	LoginFailures(CredentialMetrics metrics, Clock clock) {
		super("login-failures", STOP_TIMEOUT, clock);
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Makes the meters of an account known.
	 * @param account its name
	 */
	void expect(String account) {
		this.metrics.register(account);
	}

	/**
	 * Counts a failed login.
	 * @param account the name of the account
	 * @param user whether the user name was that of the account
	 * @param ending how the login ended
	 * @param address the client's address
	 */
	void add(String account, Username user, Ending ending, String address) {
		this.metrics.count(account, user, ending);
		if (keep(account, user, ending, address)) {
			wakeUp();
		}
	}

	private synchronized boolean keep(String account, Username user, Ending ending, String address) {
		this.counts.computeIfAbsent(account, (_) -> new Count()).add(user, ending, address);
		if (this.first != null) {
			return false;
		}
		this.first = this.clock.instant();
		return true;
	}

	@Override
	protected Optional<Instant> run() {
		return runOnce();
	}

	/**
	 * Logs the failures of a minute, when it is over.
	 * @return when to run again; empty if there are no failures to log
	 */
	synchronized Optional<Instant> runOnce() {
		if (this.first == null) {
			return Optional.empty();
		}
		Instant due = this.first.plus(INTERVAL);
		if (this.clock.instant().isBefore(due)) {
			return Optional.of(due);
		}
		this.counts.forEach((account, count) -> this.logger.warn(
				"{} logins of relay.{} failed within a minute: {} with its user name, {} with others. They came from {}, the last "
						+ "from {}. {} of them were rejected unchecked",
				count.known + count.unknown, account, count.known, count.unknown, count.sources(), count.latest,
				count.rejected));
		this.counts.clear();
		this.first = null;
		return Optional.empty();
	}

	/**
	 * Whether a user name is that of the account.
	 */
	enum Username {

		/** It is. */
		KNOWN,

		/** It is another one. */
		UNKNOWN

	}

	/**
	 * How a failed login ended.
	 */
	enum Ending {

		/** User name or password is wrong. */
		WRONG,

		/** It was not checked, since too many others wait. */
		REJECTED

	}

	private static final class Count {

		private final Set<String> addresses = new HashSet<>();

		private String latest = "";

		private long known;

		private long unknown;

		private long rejected;

		void add(Username user, Ending ending, String address) {
			if (user == Username.KNOWN) {
				this.known++;
			}
			else {
				this.unknown++;
			}
			if (ending == Ending.REJECTED) {
				this.rejected++;
			}
			if (this.addresses.size() < MAX_SOURCES) {
				this.addresses.add(address);
			}
			this.latest = address;
		}

		String sources() {
			int size = this.addresses.size();
			if (size == MAX_SOURCES) {
				return size + " addresses or more";
			}
			return (size == 1) ? "one address" : size + " addresses";
		}

	}

}
