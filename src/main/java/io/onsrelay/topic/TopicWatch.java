package io.onsrelay.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.event.Severity;
import io.onsrelay.notice.Notice;
import io.onsrelay.notice.Notices;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.DurationWords;
import io.onsrelay.timing.PeriodicService;
import io.onsrelay.topic.TopicProperties.NamedRhythm;

/**
 * Writes once a minute which topics have spoken, and tells when one has fallen silent and
 * when it speaks again. Every replica does so; one of them tells.
 */
final class TopicWatch extends PeriodicService {

	private static final Duration ROUND = Duration.ofMinutes(1);

	/**
	 * For so long after its start no process calls a topic silent: ONS may be sending
	 * what it could not deliver before.
	 */
	private static final Duration GRACE = Duration.ofMinutes(10);

	private static final Duration FORGOTTEN = Duration.ofDays(30);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(TopicWatch.class);

	private final TopicProperties properties;

	private final Map<String, NamedRhythm> configured;

	private final TopicTable table;

	private final Notices notices;

	private final TopicMetrics metrics;

	private final Clock clock;

	private final TopicActivity activity = new TopicActivity(this::firstHeard);

	/** Of what was last read, whether each topic is silent. */
	private volatile Map<String, Boolean> silentByTopic = Map.of();

	private Instant started;

	private boolean overflowed;

	TopicWatch(TopicProperties properties, Store store, Notices notices, TopicMetrics metrics, Clock clock) {
		super("topics", STOP_TIMEOUT, clock);
		this.properties = properties;
		this.configured = properties.rhythms();
		this.table = new TopicTable(store);
		this.notices = notices;
		this.metrics = metrics;
		this.clock = clock;
		this.started = clock.instant();
	}

	/**
	 * Return where messages are noted.
	 */
	TopicActivity activity() {
		return this.activity;
	}

	@Override
	public void start() {
		this.started = this.clock.instant();
		super.start();
	}

	/**
	 * Writes what was heard since the last round.
	 */
	@Override
	public void stop() {
		super.stop();
		try {
			write();
		}
		catch (StoreUnavailableException ex) {
			this.logger.debug("The last messages of topics are not noted", ex);
		}
	}

	// A topic that is not known, or that is silent, is not kept waiting for the next
	// round
	private void firstHeard(String id) {
		Boolean silent = this.silentByTopic.get(id);
		if ((silent != null) ? silent : this.silentByTopic.size() < TopicTable.MAX_TOPICS) {
			wakeUp();
		}
	}

	@Override
	protected Optional<Instant> run() {
		try {
			runOnce();
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			this.logger.debug("Topics can't be looked at now", ex);
		}
		return Optional.of(this.clock.instant().plus(ROUND));
	}

	/**
	 * Does one round.
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	void runOnce() {
		write();
		Instant now = this.clock.instant();
		this.table.tidy(
				this.configured.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().name())),
				now, now.minus(FORGOTTEN));
		List<KnownTopic> topics = read();
		for (KnownTopic topic : topics) {
			judge(topic, now);
		}
		show(read(), now);
	}

	private void write() {
		List<HeardTopic> heard = this.activity.take();
		if (heard.isEmpty()) {
			return;
		}
		try {
			if (!this.table.heard(heard) && !this.overflowed) {
				this.overflowed = true;
				this.logger.warn("Messages of more than {} topics have come: no more are watched. relay.ingest.topics "
						+ "says which topics are accepted", TopicTable.MAX_TOPICS);
			}
		}
		catch (StoreUnavailableException ex) {
			this.activity.giveBack(heard);
			throw ex;
		}
	}

	private List<KnownTopic> read() {
		return this.table.all().stream().map((topic) -> {
			NamedRhythm named = this.configured.get(topic.id());
			return (named != null) ? topic.named(named.name()) : topic;
		}).toList();
	}

	private void judge(KnownTopic topic, Instant now) {
		Optional<Duration> silentAfter = silentAfter(topic, now);
		Instant silentSince = topic.silentSince();
		if (silentSince != null) {
			if (topic.quietSince().isAfter(silentSince)) {
				this.notices.tell(speaksAgain(topic, silentSince), TopicTable.silenceOver(topic.id(), silentSince));
			}
			else if (!isWatched(topic)) {
				this.notices.tell(notWatched(topic, now), TopicTable.silenceOver(topic.id(), silentSince));
			}
		}
		// Another replica may have heard it within the last round
		else if (silentAfter.isPresent() && now.isAfter(topic.quietSince().plus(silentAfter.get()).plus(ROUND))
				&& !now.isBefore(this.started.plus(GRACE))) {
			this.notices.tell(silent(topic, silentAfter.get()), TopicTable.fellSilent(topic));
		}
	}

	private Optional<Duration> silentAfter(KnownTopic topic, Instant now) {
		if (!isWatched(topic)) {
			return Optional.empty();
		}
		NamedRhythm rhythm = this.configured.get(topic.id());
		return (rhythm != null) ? Optional.of(rhythm.silentAfter()) : topic.learnt(now);
	}

	private boolean isWatched(KnownTopic topic) {
		return this.configured.containsKey(topic.id())
				|| (this.properties.learn() && !this.properties.ignoredTopics().contains(topic.id()));
	}

	private void show(List<KnownTopic> topics, Instant now) {
		Map<String, Duration> rhythms = new HashMap<>();
		topics.forEach((topic) -> silentAfter(topic, now).ifPresent((after) -> rhythms.put(topic.id(), after)));
		this.metrics.show(topics, rhythms, (topic) -> this.activity.lastHeard(topic.id()).orElseGet(topic::quietSince));
		this.silentByTopic = topics.stream()
			.collect(Collectors.toMap(KnownTopic::id, (topic) -> topic.silentSince() != null));
	}

	private Notice silent(KnownTopic topic, Duration silentAfter) {
		String last = (topic.lastMessageAt() != null) ? "The last message came at %s".formatted(topic.lastMessageAt())
				: "No message has come since this service knows it, at %s".formatted(topic.knownSince());
		String usual = this.configured.containsKey(topic.id())
				? "It is configured to send one at least every " + DurationWords.of(silentAfter)
				: "In the last two weeks it paused for at most %s, but for one pause"
					.formatted(DurationWords.of(silentAfter.dividedBy(Rhythm.FACTOR)));
		return Notice.of(problem(topic), Severity.WARNING, topic.inWords() + " is silent",
				"%s. %s. Check whether its subscription is active, and what publishes to it: docs/watching.md says how."
					.formatted(last, usual),
				topic.quietSince().plus(silentAfter), facts(topic));
	}

	private static Notice speaksAgain(KnownTopic topic, Instant silentSince) {
		Instant spoke = topic.quietSince();
		return Notice.over(problem(topic), Severity.WARNING, topic.inWords() + " speaks again",
				"A message has come, at %s. There was none for %s before.".formatted(spoke,
						DurationWords.of(Duration.between(silentSince, spoke))),
				spoke, facts(topic));
	}

	private static Notice notWatched(KnownTopic topic, Instant now) {
		return Notice.over(problem(topic), Severity.WARNING, topic.inWords() + " is not watched any more",
				"It is still silent, and the configuration of this service does not ask for it.", now, facts(topic));
	}

	private static String problem(KnownTopic topic) {
		return "silent-" + topic.id();
	}

	private static Map<String, String> facts(KnownTopic topic) {
		return Map.of("topic", topic.id());
	}

}
