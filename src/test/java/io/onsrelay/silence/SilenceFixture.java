package io.onsrelay.silence;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import io.onsrelay.TestClock;
import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.AcceptWork.Accepted;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.MessageIds;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.DestinationNotifier;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

/**
 * A replica with silences: every message goes to a chat, a pager, a stream, and a store.
 */
final class SilenceFixture implements AutoCloseable {

	static final Destination CHAT = Destination.of("slack/ops");

	static final Destination PAGER = Destination.of("pagerduty/primary");

	static final Destination STREAM = Destination.of("streaming/lake");

	static final Destination AUDIT = Destination.of("audit/default");

	static final String INSTANCES = "{\"eventType\": \"com.oraclecloud.computeapi.*\"}";

	private static final Notifier CALLED = (_) -> Outcome.delivered();

	final TestClock clock;

	final TestStore store;

	final Journal journal;

	final Outbox outbox;

	final List<Destination> dispatched = new ArrayList<>();

	final List<Notification> appended = new ArrayList<>();

	final SilenceRule rule;

	final AcceptWork work;

	final Silences silences;

	Function<Message, List<Notification>> routes = SilenceFixture::everywhere;

	SilenceFixture(Path directory, Dialect dialect, TestClock clock, Destination... removed) {
		this.clock = clock;
		this.store = TestStore.in(directory, dialect);
		this.journal = new Journal(this.store, new MessageParser(), Duration.ofDays(7));
		this.outbox = new Outbox(clock);
		StoreNotifier audit = (_, notifications) -> this.appended.addAll(notifications.values());
		Map<Destination, DestinationNotifier> notifiers = new HashMap<>(
				Map.of(CHAT, CALLED, PAGER, CALLED, STREAM, CALLED, AUDIT, audit));
		notifiers.keySet().removeAll(Set.of(removed));
		NotifierRegistry registry = new NotifierRegistry(notifiers, Set.of(AUDIT),
				List.of(new Kind("slack"), new Kind("pagerduty"), new Kind("streaming"), new Kind("audit")));
		SilenceChanges changes = new SilenceChanges(new OperatorChanges(new AuditLog(dialect::isShared),
				new MessageIds(clock, new Random(42))::next, clock));
		this.rule = new SilenceRule(registry, clock);
		this.work = new AcceptWork(this.journal, this.outbox, registry.written(), this.rule);
		this.silences = new Silences(this.store, this.rule,
				new SilencePreviews(this.journal,
						(message) -> new RoutingDecision(this.routes.apply(message), Set.of()), registry, clock),
				new HeldDeliveries(this.store, this.outbox, this.dispatched::addAll, registry, clock, changes), changes,
				new SilenceLimits(SilenceProperties.DEFAULT), clock);
	}

	static List<Notification> everywhere(Message message) {
		return List.of(CHAT, PAGER, STREAM, AUDIT)
			.stream()
			.map((destination) -> new Notification(message, destination, "all", PresentationOverrides.NONE))
			.toList();
	}

	Silence silence(String condition) {
		return this.silences
			.create(new SilenceDraft(condition, this.clock.instant().plus(Duration.ofHours(1)), "patch"), true, "ada");
	}

	Accepted accept(Message message) {
		return this.store.write(this.work.accept(message, this.routes.apply(message)));
	}

	void acceptTogether(Message... messages) {
		this.store.together(Arrays.stream(messages).map((message) -> (Runnable) () -> accept(message)).toList());
	}

	Message event(String eventId, String resource) {
		Instant now = this.clock.instant();
		return MessageFixtures.event(eventId, resource, now, now);
	}

	/**
	 * A message of an alarm.
	 */
	Message alarm(String id, String transition) {
		this.clock.move(Duration.ofSeconds(1));
		String json = """
				{"dedupeKey": "%1$s", "title": "CPU", "type": "%2$s", "severity": "CRITICAL", "timestamp": "%3$s",
				 "alarmMetaData": [{"id": "ocid1.alarm.oc1..%1$s", "status": "FIRING", "severity": "CRITICAL",
				   "dimensions": []}], "version": 1.1}
				""".formatted(id, transition, this.clock.instant());
		return MessageFixtures.text(id + transition + this.clock.instant(), json, this.clock.instant());
	}

	/**
	 * The deliveries to a destination in the outbox, as the ids of their messages.
	 */
	List<String> enqueued(Destination destination) {
		return this.store.read((jdbc) -> jdbc.sql("SELECT message_seq FROM delivery WHERE destination = ? ORDER BY id")
			.param(destination.toString())
			.query((row, _) -> row.getString(1))
			.list());
	}

	@Override
	public void close() {
		this.store.close();
	}

	private record Kind(String kind) implements NotifierFactory<Object> {

		@Override
		public Class<Object> settings() {
			return Object.class;
		}

		@Override
		public DestinationNotifier create(Destination destination, Object settings) {
			return CALLED;
		}

		@Override
		public boolean muteable() {
			return this.kind.equals("slack") || this.kind.equals("pagerduty");
		}

		@Override
		public boolean closesIncidents() {
			return this.kind.equals("pagerduty");
		}

	}

}
