package io.onsrelay.silence;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.HoldBack;
import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Sha256;
import io.onsrelay.incident.Incident;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.silence.HeldDeliveryTable.Held;
import io.onsrelay.silence.SilenceTable.Active;

/**
 * Holds back what a silence matches. The silences are read by one statement of each
 * commit that accepts messages, so that each replica knows the newest; nothing else is
 * read or written while there is none.
 * <p>
 * A delivery of several records is held back if each of them is matched. The end of an
 * incident is not held back from a destination that keeps incidents, nor from another one
 * unless the same silence has held back its beginning.
 */
final class SilenceRule implements HoldBack {

	/**
	 * More than the silences that may be active at a time.
	 */
	private static final int PARSED = 200;

	private final Logger logger = LoggerFactory.getLogger(SilenceRule.class);

	private final NotifierRegistry notifiers;

	private final Clock clock;

	private final SilenceTable silences = new SilenceTable();

	private final HeldDeliveryTable table = new HeldDeliveryTable();

	/**
	 * The conditions by their text. One that can't be read matches nothing.
	 */
	private final LoadingCache<String, Optional<Condition>> conditions = Caffeine.newBuilder()
		.maximumSize(PARSED)
		.build(this::parse);

	/**
	 * Creates the rule.
	 * @param notifiers tells which destinations notify users
	 * @param clock tells which silences have ended
	 */
	SilenceRule(NotifierRegistry notifiers, Clock clock) {
		this.notifiers = notifiers;
		this.clock = clock;
	}

	@Override
	public BitSet holdBack(JdbcClient jdbc, List<Candidate> candidates) {
		BitSet held = new BitSet();
		if (candidates.stream().noneMatch((one) -> this.notifiers.isMuteable(one.entry().destination()))) {
			return held;
		}
		List<Active> active = this.silences.active(jdbc, this.clock.instant());
		if (active.isEmpty()) {
			return held;
		}
		List<Held> rows = new ArrayList<>();
		Set<List<Object>> opened = new HashSet<>();
		for (int i = 0; i < candidates.size(); i++) {
			Candidate candidate = candidates.get(i);
			OptionalLong silence = matching(active, candidate.notification());
			if (silence.isPresent() && holds(jdbc, silence.getAsLong(), candidate, opened)) {
				held.set(i);
				rows.add(row(silence.getAsLong(), candidate, opened));
			}
		}
		this.table.insert(jdbc, rows);
		return held;
	}

	/**
	 * Return which of the silences matches what a destination would get.
	 */
	OptionalLong matching(List<Active> active, Notification notification) {
		return mayHold(this.notifiers, notification) ? matching(active, notification.message()) : OptionalLong.empty();
	}

	/**
	 * Return whether a silence may hold back what a destination would get: not from a
	 * store or another service, and no end of an incident from what keeps incidents.
	 */
	static boolean mayHold(NotifierRegistry notifiers, Notification notification) {
		return notifiers.isMuteable(notification.destination())
				&& !(notifiers.closesIncidents(notification.destination()) && end(notification.message()).isPresent());
	}

	/**
	 * Return which of the silences matches the first record of a message, if each record
	 * is matched by one.
	 */
	private OptionalLong matching(List<Active> active, Message message) {
		OptionalLong first = OptionalLong.empty();
		for (Content content : message.contents()) {
			Optional<Active> matching = active.stream()
				.filter((one) -> this.conditions.get(one.condition())
					.filter((condition) -> condition.matches(content.json()))
					.isPresent())
				.findFirst();
			if (matching.isEmpty()) {
				return OptionalLong.empty();
			}
			first = first.isPresent() ? first : OptionalLong.of(matching.get().id());
		}
		return first;
	}

	private boolean holds(JdbcClient jdbc, long silence, Candidate candidate, Set<List<Object>> opened) {
		Optional<String> end = end(candidate.notification().message());
		Destination destination = candidate.entry().destination();
		return end.isEmpty() || opened.contains(List.of(silence, destination, end.get()))
				|| this.table.hasOpened(jdbc, silence, destination, end.get());
	}

	private static Held row(long silence, Candidate candidate, Set<List<Object>> opened) {
		Optional<String> beginning = beginning(candidate.notification().message());
		beginning.ifPresent((incident) -> opened.add(List.of(silence, candidate.entry().destination(), incident)));
		return new Held(silence, candidate.entry(), beginning.orElse(null));
	}

	/**
	 * Return the incident that a message ends.
	 */
	private static Optional<String> end(Message message) {
		return message.contents()
			.stream()
			.allMatch((content) -> Incidents.of(content).filter(Incident::closes).isPresent())
					? Incidents.of(message.first()).map(SilenceRule::digest) : Optional.empty();
	}

	/**
	 * Return the incident that a message begins. The repetition of an alarm is no
	 * beginning: users were told of that before.
	 */
	private static Optional<String> beginning(Message message) {
		boolean repetition = message.first() instanceof Alarm alarm && alarm.transition() == Alarm.Transition.REPEAT;
		return Incidents.of(message.first())
			.filter((incident) -> !repetition && !incident.closes())
			.map(SilenceRule::digest);
	}

	private static String digest(Incident incident) {
		return Sha256.hex(incident.key());
	}

	private Optional<Condition> parse(String text) {
		try {
			return Optional.of(Condition.parse(text));
		}
		catch (IllegalArgumentException ex) {
			this.logger.error("A silence has a condition that this version can't read, and holds back nothing", ex);
			return Optional.empty();
		}
	}

}
