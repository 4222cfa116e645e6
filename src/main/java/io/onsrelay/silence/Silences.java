package io.onsrelay.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.delivery.HoldBack;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.silence.SilenceTable.Active;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.silence.model.SilencePreview;
import io.onsrelay.silence.model.SilenceState;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.DurationWords;

/**
 * What operators do with silences. Each change is a record of the audit log, written in
 * the same unit of work.
 */
public final class Silences {

	/**
	 * How many may be active at a time: each is compared with every message.
	 */
	static final int MOST_ACTIVE = 50;

	static final int MAX_CONDITION_CHARS = 4_000;

	static final int MAX_REASON_CHARS = 500;

	private static final Duration DRAFTED = Duration.ofHours(1);

	private static final Set<String> LOCK = Set.of(HoldBack.LOCK);

	private final Logger logger = LoggerFactory.getLogger(Silences.class);

	private final Store store;

	private final SilenceRule rule;

	private final SilencePreviews previews;

	private final HeldDeliveries deliveries;

	private final SilenceChanges changes;

	private final SilenceLimits limits;

	private final Clock clock;

	private final SilenceTable table = new SilenceTable();

	private final HeldDeliveryTable heldTable = new HeldDeliveryTable();

	/**
	 * Creates it.
	 * @param store where silences are kept
	 * @param rule tells which silence matches a message
	 * @param previews looks what conditions would have matched
	 * @param deliveries sends after all what was held back
	 * @param changes the audit log
	 * @param limits how long a silence may be
	 * @param clock tells which silences are active
	 */
	Silences(Store store, SilenceRule rule, SilencePreviews previews, HeldDeliveries deliveries, SilenceChanges changes,
			SilenceLimits limits, Clock clock) {
		this.store = store;
		this.rule = rule;
		this.previews = previews;
		this.deliveries = deliveries;
		this.changes = changes;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Return how long a silence may be.
	 * @return {@code relay.silence.max-duration}
	 */
	public Duration maxDuration() {
		return this.limits.maxDuration();
	}

	/**
	 * Return the time by which silences end.
	 * @return the time
	 */
	public Instant now() {
		return this.clock.instant();
	}

	/**
	 * Fills in a silence from a message, for an hour.
	 * @param message the id of the message
	 * @return the draft, see {@link SilenceDraft#of}; empty if there is no such message
	 */
	public Optional<SilenceDraft> draft(MessageId message) {
		return this.previews.message(message)
			.map((found) -> SilenceDraft.of(found, this.clock.instant().plus(DRAFTED).truncatedTo(ChronoUnit.SECONDS)));
	}

	/**
	 * Lists silences, the newest first.
	 * @param state which of them
	 * @param before only those with a smaller number; {@link Long#MAX_VALUE} for the
	 * first page
	 * @param limit how many at most
	 * @return the silences
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now
	 */
	public List<Silence> list(SilenceState state, long before, int limit) {
		return this.store.read((jdbc) -> this.table.list(jdbc, state, this.clock.instant(), before, limit));
	}

	/**
	 * Finds a silence.
	 * @param id its number
	 * @return the silence; empty if there is none with this number
	 */
	public Optional<Silence> find(long id) {
		return this.store.read((jdbc) -> this.table.find(jdbc, id));
	}

	/**
	 * Looks what a condition would have matched in the last 24 hours.
	 * @param condition a condition in the language of routes
	 * @return what it would have matched
	 * @throws InvalidSilenceException if it is none
	 */
	public SilencePreview preview(String condition) {
		return this.previews.preview(condition(condition));
	}

	/**
	 * Saves a silence. It applies to every message that is accepted from then on, by each
	 * replica.
	 * @param draft the silence
	 * @param confirmed whether it was confirmed that it may match more than half of the
	 * traffic
	 * @param by the user who creates it, from the login
	 * @return the silence
	 * @throws InvalidSilenceException if the draft can't be saved
	 * @throws UnconfirmedSilenceException if it matches more than half of the traffic and
	 * was not confirmed
	 */
	public Silence create(SilenceDraft draft, boolean confirmed, String by) {
		Condition condition = condition(draft.condition());
		SilenceDraft checked = new SilenceDraft(draft.condition().strip(), until(draft.until()),
				reason(draft.reason()));
		SilencePreview preview = this.previews.preview(condition);
		if (preview.isLarge() && !confirmed) {
			throw new UnconfirmedSilenceException(preview);
		}
		Silence created = this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> create(jdbc, checked, by)));
		this.logger.info("Silence {} was created by {} until {}: {}", created.id(), by, created.until(),
				created.reason());
		return created;
	}

	private Silence create(JdbcClient jdbc, SilenceDraft draft, String by) {
		Instant now = this.clock.instant();
		if (this.table.countActive(jdbc, now) >= MOST_ACTIVE) {
			throw new InvalidSilenceException("condition",
					"%d silences are active, and there can be no more. End one that is not needed, or widen its condition: a value may be an array."
						.formatted(MOST_ACTIVE));
		}
		Silence created = this.table.find(jdbc, this.table.insert(jdbc, draft, by, now)).orElseThrow();
		this.changes.created(jdbc, created);
		return created;
	}

	/**
	 * Ends a silence before its time.
	 * @param id its number
	 * @param by the user who ends it, from the login
	 * @return {@code true} unless there is no such silence, or it has ended already
	 */
	public boolean end(long id, String by) {
		boolean ended = this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> {
			Optional<Silence> before = this.table.find(jdbc, id);
			if (before.isEmpty() || !this.table.end(jdbc, id, by, this.clock.instant())) {
				return false;
			}
			this.changes.ended(jdbc, before.get(), this.table.find(jdbc, id).orElseThrow(), by);
			return true;
		}));
		if (ended) {
			this.logger.info("Silence {} was ended by {}", id, by);
		}
		return ended;
	}

	/**
	 * Lists what a silence has held back, in the order of acceptance.
	 * @param silence the number of the silence
	 * @param after the number of the last that was listed before; zero for the first page
	 * @param limit how many at most
	 * @return the deliveries, sent after all or not
	 */
	public List<HeldDelivery> held(long silence, long after, int limit) {
		return this.store.read((jdbc) -> this.heldTable.list(jdbc, silence, after, limit));
	}

	/**
	 * Finds what was held back of a message.
	 * @param messageSeq the message's number in the journal
	 * @return a delivery for each destination, sent after all or not
	 */
	public List<HeldDelivery> heldOf(long messageSeq) {
		return this.store.read((jdbc) -> this.heldTable.ofMessage(jdbc, messageSeq));
	}

	/**
	 * Return which destinations would not get a message that were accepted now.
	 * @param notifications where it goes by the routes
	 * @return by which silence each is held back; the others are not there
	 */
	public Map<Destination, Silence> holding(Collection<Notification> notifications) {
		return this.store.read((jdbc) -> {
			List<Active> active = this.table.active(jdbc, this.clock.instant());
			Map<Long, Silence> silences = new HashMap<>();
			Map<Destination, Silence> holding = new TreeMap<>();
			notifications.forEach((notification) -> {
				OptionalLong silence = this.rule.matching(active, notification);
				if (silence.isPresent()) {
					holding.put(notification.destination(), silences.computeIfAbsent(silence.getAsLong(),
							(id) -> this.table.find(jdbc, id).orElseThrow()));
				}
			});
			return holding;
		});
	}

	/**
	 * Sends one delivery after all. One that was sent already is not sent again.
	 * @param silence the number of the silence that holds it back
	 * @param held the number of the delivery
	 * @param by the user who sends it, from the login
	 * @return what was sent
	 */
	public SendResult send(long silence, long held, String by) {
		return this.deliveries.send(silence, held, by);
	}

	/**
	 * Sends everything after all that a silence has held back and that was not sent, in
	 * the order of each resource or alarm.
	 * @param silence the number of the silence
	 * @param by the user who sends it, from the login
	 * @return what was sent
	 */
	public SendResult sendAll(long silence, String by) {
		return this.deliveries.sendAll(silence, by);
	}

	private static Condition condition(String text) {
		if (text.length() > MAX_CONDITION_CHARS) {
			throw new InvalidSilenceException("condition", "The condition has %d characters: at most %d are kept."
				.formatted(text.length(), MAX_CONDITION_CHARS));
		}
		if (text.indexOf(0) >= 0) {
			throw new InvalidSilenceException("condition", "The condition must have no NUL characters.");
		}
		try {
			return Condition.parse(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSilenceException("condition", "The condition can't be read. " + ex.getMessage());
		}
	}

	private Instant until(Instant until) {
		Instant now = this.clock.instant();
		if (!until.isAfter(now)) {
			throw new InvalidSilenceException("until", "The end %s is over: choose a later one.".formatted(until));
		}
		if (until.isAfter(now.plus(maxDuration()))) {
			throw new InvalidSilenceException("until",
					"A silence lasts at most %s: choose an end before %s, or raise relay.silence.max-duration."
						.formatted(DurationWords.of(maxDuration()), now.plus(maxDuration())));
		}
		return until;
	}

	private static String reason(String text) {
		String reason = text.strip();
		if (reason.isEmpty()) {
			throw new InvalidSilenceException("reason",
					"The reason is missing: say in 1 to %d characters why this is silenced."
						.formatted(MAX_REASON_CHARS));
		}
		if (reason.length() > MAX_REASON_CHARS) {
			throw new InvalidSilenceException("reason",
					"The reason has %d characters: at most %d are kept.".formatted(reason.length(), MAX_REASON_CHARS));
		}
		if (!OperatorChange.isLine(reason)) {
			throw new InvalidSilenceException("reason", "The reason must be one line without control characters.");
		}
		return reason;
	}

}
