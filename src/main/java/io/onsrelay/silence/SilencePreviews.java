package io.onsrelay.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.node.MissingNode;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.silence.model.PreviewExample;
import io.onsrelay.silence.model.SilencePreview;

/**
 * Looks what conditions would have matched. However many messages there are, it reads a
 * bounded number of them, in small portions, for a bounded time.
 */
final class SilencePreviews {

	private static final Duration LOOKED_BACK = Duration.ofHours(24);

	/**
	 * How many messages are in memory at a time: bodies may have 256 KB.
	 */
	private static final int PORTION = 50;

	private static final Duration LONGEST = Duration.ofSeconds(3);

	private static final int EXAMPLES = 10;

	private final Journal journal;

	private final Router router;

	private final NotifierRegistry notifiers;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param journal where messages are kept
	 * @param router tells where they would go now
	 * @param notifiers tells which destinations notify users
	 * @param clock tells which messages to look at
	 */
	SilencePreviews(Journal journal, Router router, NotifierRegistry notifiers, Clock clock) {
		this.journal = journal;
		this.router = router;
		this.notifiers = notifiers;
		this.clock = clock;
	}

	/**
	 * Looks at the messages of the last 24 hours.
	 * @param condition the condition
	 * @return what it would have matched
	 */
	SilencePreview preview(Condition condition) {
		Instant until = this.clock.instant();
		Instant from = until.minus(LOOKED_BACK);
		Journal.Span span = this.journal.since(from);
		MatchCounts counts = new MatchCounts(condition);
		List<Long> seqs = seqs(span);
		for (int i = 0; i < seqs.size() && !isOver(until); i += PORTION) {
			this.journal.readOnce(seqs.subList(i, Math.min(i + PORTION, seqs.size()))).forEach((seq, message) -> {
				if (!message.receivedAt().isBefore(from)) {
					counts.add(seq, message);
				}
			});
		}
		return counts.preview(from, until, span.messages());
	}

	/**
	 * Finds a message.
	 * @param id its id
	 * @return the message; empty if it is not kept
	 */
	Optional<Message> message(MessageId id) {
		return this.journal.seqOf(id)
			.stream()
			.boxed()
			.flatMap((seq) -> this.journal.readOnce(List.of(seq)).values().stream())
			.findFirst();
	}

	private boolean isOver(Instant begin) {
		return this.clock.instant().isAfter(begin.plus(LONGEST));
	}

	/**
	 * Return the numbers of the messages to read: all, or as many as are read at most,
	 * spread evenly and in random order, so that the first of them are spread evenly too.
	 */
	private static List<Long> seqs(Journal.Span span) {
		if (span.messages() == 0) {
			return List.of();
		}
		long numbers = span.last() - span.first() + 1;
		List<Long> seqs = new ArrayList<>((numbers <= SilencePreview.MOST_READ)
				? LongStream.rangeClosed(span.first(), span.last()).boxed().toList()
				: LongStream.range(0, SilencePreview.MOST_READ)
					.map((i) -> span.first() + Math.round((double) i * (numbers - 1) / (SilencePreview.MOST_READ - 1)))
					.boxed()
					.toList());
		Collections.shuffle(seqs, new Random(span.last()));
		return seqs;
	}

	/**
	 * What was found until now.
	 */
	private final class MatchCounts {

		private final Condition condition;

		private final TreeMap<Destination, Long> destinations = new TreeMap<>();

		private final List<PreviewExample> examples = new ArrayList<>();

		private long read;

		private long matching;

		MatchCounts(Condition condition) {
			this.condition = condition;
		}

		void add(long seq, Message message) {
			this.read++;
			if (message.contents().stream().noneMatch(this::matches)) {
				return;
			}
			this.matching++;
			Set<Destination> held = new HashSet<>();
			SilencePreviews.this.router.route(message)
				.notifications()
				.stream()
				.filter((notification) -> SilenceRule.mayHold(SilencePreviews.this.notifiers, notification))
				.filter((notification) -> notification.message().contents().stream().allMatch(this::matches))
				.map(Notification::destination)
				.forEach(held::add);
			held.forEach((destination) -> this.destinations.merge(destination, 1L, Long::sum));
			this.examples.add(example(seq, message));
			this.examples.sort(Comparator.comparingLong(PreviewExample::messageSeq).reversed());
			if (this.examples.size() > EXAMPLES) {
				this.examples.removeLast();
			}
		}

		private boolean matches(Content content) {
			return this.condition.matches(content.json());
		}

		SilencePreview preview(Instant from, Instant until, long messages) {
			boolean sampled = this.read < messages;
			boolean all = this.condition.matches(MissingNode.getInstance());
			double share = (this.read > 0) ? (double) this.matching / this.read : 0;
			double factor = (sampled && this.read > 0) ? (double) messages / this.read : 1;
			Map<Destination, Long> about = new TreeMap<>();
			this.destinations.forEach((destination, count) -> about.put(destination, Math.round(factor * count)));
			return new SilencePreview(from, until, messages, this.read, sampled, Math.round(factor * this.matching),
					all ? 1 : share, Collections.unmodifiableMap(about), List.copyOf(this.examples));
		}

		private static PreviewExample example(long seq, Message message) {
			return new PreviewExample(seq, message.id(), message.receivedAt(), message.kind(),
					message.first().type().orElse(null), message.first().resourceId().orElse(null));
		}

	}

}
