package io.onsrelay.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.confirmation.ConfirmationRecords;
import io.onsrelay.confirmation.ConfirmationRecords.EndingConfirmation;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Severity;
import io.onsrelay.notice.Notice;
import io.onsrelay.notice.Notices;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.provisioning.Subscriptions.SubscriptionState;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.DurationWords;
import io.onsrelay.timing.PeriodicService;

/**
 * Looks once a minute whether something is to be done about a subscription. Every replica
 * does so; one of them asks Oracle's API, and one tells.
 */
public final class SubscriptionWatch extends PeriodicService {

	private static final Duration ROUND = Duration.ofMinutes(1);

	/**
	 * Longer than a query of Oracle's API.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private static final Pattern OCID = Pattern.compile("(?i)ocid1\\.onssubscription\\.[a-z0-9._-]{1,230}");

	private final Logger logger = LoggerFactory.getLogger(SubscriptionWatch.class);

	private final ConfirmationRecords confirmations;

	private final SubscriptionTable table;

	private final Subscriptions subscriptions;

	private final boolean credentials;

	private final Notices notices;

	private final Clock clock;

	private final Map<String, String> heard = new ConcurrentHashMap<>();

	private volatile List<KnownSubscription> known = List.of();

	/**
	 * Creates the watch.
	 * @param credentials whether Oracle's API can be asked
	 */
	SubscriptionWatch(ConfirmationRecords confirmations, SubscriptionTable table, Subscriptions subscriptions,
			boolean credentials, Notices notices, Clock clock) {
		super("subscriptions", STOP_TIMEOUT, clock);
		this.confirmations = confirmations;
		this.table = table;
		this.subscriptions = subscriptions;
		this.credentials = credentials;
		this.notices = notices;
		this.clock = clock;
	}

	/**
	 * Notes the subscription that a message came by.
	 * @param headers the headers of a message that is on disk
	 */
	public void heard(OnsHeaders headers) {
		if (this.credentials && this.heard.size() < SubscriptionTable.MAX) {
			headers.subscriptionId()
				.filter((id) -> OCID.matcher(id).matches())
				.ifPresent((id) -> this.heard.putIfAbsent(id, headers.topicOcid().orElse("")));
		}
	}

	/**
	 * Return whether Oracle's API can be asked.
	 */
	boolean hasCredentials() {
		return this.credentials;
	}

	/**
	 * Return what was known at the end of the last round.
	 */
	List<KnownSubscription> known() {
		return this.known;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			runOnce();
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			this.logger.debug("Subscriptions can't be looked at now", ex);
		}
		return Optional.of(this.clock.instant().plus(ROUND));
	}

	/**
	 * Does one round.
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	void runOnce() {
		Instant now = this.clock.instant();
		this.confirmations.ending(now)
			.forEach((ending) -> this.notices.tell(notice(ending, now), this.confirmations.told(ending, now)));
		if (!this.credentials) {
			return;
		}
		addNew();
		for (KnownSubscription subscription : this.table.all()) {
			if (this.table.claimCheck(subscription.id(), now)) {
				this.table.checked(subscription.id(), this.subscriptions.state(subscription.id()).orElse(null), now);
			}
		}
		this.table.all().forEach((subscription) -> help(subscription, now));
		this.known = this.table.all();
	}

	private void addNew() {
		Map<String, String> found = new HashMap<>(this.heard);
		this.confirmations.subscriptions()
			.forEach((each) -> found.put(each.id(), Objects.requireNonNullElse(each.topicId(), "")));
		this.known.forEach((each) -> found.remove(each.id()));
		if (!found.isEmpty()) {
			this.table.add(found);
		}
	}

	private void help(KnownSubscription subscription, Instant now) {
		if (subscription.isToBeResent(now)) {
			if (this.notices.tell(pending(subscription, now), SubscriptionTable.resent(subscription, now))) {
				this.subscriptions.resendConfirmation(subscription.id());
			}
		}
		else if (subscription.resentAt() != null && subscription.pendingSince() == null) {
			this.notices.tell(settled(subscription, now), SubscriptionTable.settled(subscription));
		}
	}

	private static Notice pending(KnownSubscription subscription, Instant now) {
		Duration pending = Duration.between(Objects.requireNonNull(subscription.pendingSince()), now);
		return Notice.of(problem(subscription), Severity.ERROR, "A subscription is not confirmed",
				("ONS lists it as pending for %s: it gets no messages. ONS is asked to send the request to confirm again, "
						+ "today and once a day. If that does not help, docs/troubleshooting.md says what to do.")
					.formatted(DurationWords.of(pending)),
				now, facts(subscription.id(), subscription.topicId()));
	}

	private static Notice settled(KnownSubscription subscription, Instant now) {
		boolean active = subscription.state() == SubscriptionState.ACTIVE;
		return Notice.over(problem(subscription), Severity.ERROR,
				active ? "A subscription is confirmed" : "A subscription was deleted",
				active ? "ONS lists it as active: it gets messages."
						: "ONS lists it as deleted before it was confirmed.",
				now, facts(subscription.id(), subscription.topicId()));
	}

	private static Notice notice(EndingConfirmation ending, Instant now) {
		String problem = "confirmation-" + ending.digest();
		Map<String, String> facts = facts(ending.subscriptionId(), ending.topicId());
		if (ending.confirmed()) {
			return Notice.over(problem, Severity.ERROR, "A subscription is confirmed", "ONS has confirmed it in time.",
					now, facts);
		}
		return Notice.of(problem, Severity.ERROR, "A subscription will be lost",
				("It is not confirmed, and the URL that confirms it ends at %s%s. Afterwards only a new request of ONS can "
						+ "confirm it: the command resend asks for one.")
					.formatted(ending.endsAt(), (ending.detail() != null) ? " (%s)".formatted(ending.detail()) : ""),
				ending.endsAt().minus(ConfirmationRecords.NOTICE), facts);
	}

	private static String problem(KnownSubscription subscription) {
		return "pending-" + subscription.id();
	}

	private static Map<String, String> facts(@Nullable String subscriptionId, @Nullable String topicId) {
		Map<String, String> facts = new HashMap<>();
		if (subscriptionId != null) {
			facts.put("subscription", subscriptionId);
		}
		if (topicId != null) {
			facts.put("topic", topicId);
		}
		return facts;
	}

}
