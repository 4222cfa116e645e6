package io.onsrelay.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.routing.RoutingDecision;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class MessageRelayTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final Destination AUDIT = Destination.of("audit/default");

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final List<Destination> dispatched = new ArrayList<>();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Notification> appended = new ArrayList<>();

	private Function<Message, RoutingDecision> router = MessageRelayTests::route;

	private StoreNotifier audit = (_, notifications) -> this.appended.addAll(notifications.values());

	private TestStore store;

	private MessageRelay relay;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
		this.relay = relayOver(this.store);
	}

	private MessageRelay relayOver(Store store) {
		AcceptWork work = new AcceptWork(new Journal(this.store, new MessageParser(), Duration.ofDays(7)),
				new Outbox(TestClock.standing()),
				Map.of(AUDIT, (jdbc, notifications) -> this.audit.append(jdbc, notifications)));
		return new MessageRelay((message) -> this.router.apply(message), store, work, this.dispatched::addAll,
				new RelayMetrics(this.meters, Set.of(AUDIT)), Set.of(AUDIT));
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void acceptKeepsTheMessageAndADeliveryForEachDestination() {
		assertThat(this.relay.accept(event("e1"))).isEqualTo(AcceptResult.ACCEPTED);
		assertThat(this.store.count("message")).isEqualTo(1);
		assertThat(this.store.count("delivery")).isEqualTo(2);
		assertThat(this.dispatched).extracting(Destination::toString).containsExactly("slack/ops", "pagerduty/primary");
	}

	@Test
	void acceptWritesTheMessageToDestinationsInTheSameDatabase() {
		this.router = MessageRelayTests::auditedRoute;
		this.relay.accept(event("e1"));
		this.relay.accept(event("e1"));
		assertThat(this.appended).extracting(Notification::destination).containsExactly(AUDIT);
		assertThat(this.store.count("delivery")).isEqualTo(1);
		assertThat(this.dispatched).extracting(Destination::toString).containsExactly("slack/ops");
		assertThat(count("relay.appended", "notifier", "audit", "destination", "default")).isEqualTo(1);
	}

	@Test
	void acceptOfSeveralAtATimeWritesThemAtOnce() {
		this.router = MessageRelayTests::auditedRoute;
		List<Integer> sizes = new ArrayList<>();
		this.audit = (_, notifications) -> sizes.add(notifications.size());
		this.store.together(Stream.of(event("e1"), event("e2"), event("e1"), event("e3"))
			.map((message) -> (Runnable) () -> this.relay.accept(message))
			.toList());
		assertThat(sizes).containsExactly(3);
	}

	@Test
	void acceptWhenADestinationInTheSameDatabaseFailsKeepsNothing(CapturedOutput output) {
		this.router = MessageRelayTests::auditedRoute;
		this.audit = (jdbc, _) -> jdbc.sql("INSERT INTO nowhere VALUES (1)").update();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.relay.accept(event("e1")))
			.withMessageMatching("The database refuses the message: .*nowhere.*");
		assertThat(this.store.count("message")).isZero();
		assertThat(this.store.count("delivery")).isZero();
		assertThat(this.dispatched).isEmpty();
		assertThat(count("relay.appended")).isZero();
		assertThat(output).containsOnlyOnce("The database refuses message Message[").doesNotContain("\tat ");
	}

	@Test
	void acceptWhenMessageWasThereDeliversNothing() {
		this.relay.accept(event("e1"));
		this.dispatched.clear();
		assertThat(this.relay.accept(event("e1"))).isEqualTo(AcceptResult.DUPLICATE);
		assertThat(this.store.count("delivery")).isEqualTo(2);
		assertThat(this.dispatched).isEmpty();
	}

	@Test
	void acceptWhenMessageRepeatsAnotherTellsWhich(CapturedOutput output) {
		Message first = event("e1");
		this.relay.accept(first);
		assertThat(output).doesNotContain("repeats");
		Message again = new Message(MessageFixtures.text("other", "", NOON).id(), NOON, first.headers(), first.body(),
				first.contents(), false);
		this.relay.accept(again);
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains("repeats"))
			.singleElement()
			.asString()
			.contains("INFO", again.id() + ",", "repeats " + first.id() + ":");
	}

	@Test
	void acceptOfSeveralAtATimeKeepsEachAndTheOrderOfEachResource() {
		List<AcceptResult> results = Collections.synchronizedList(new ArrayList<>());
		this.store.together(Stream.of(event("e1"), event("e2"), event("e1"), event("e3", "ocid1.instance.oc1.iad.bbbb"))
			.map((message) -> (Runnable) () -> results.add(this.relay.accept(message)))
			.toList());
		assertThat(results).containsExactlyInAnyOrder(AcceptResult.ACCEPTED, AcceptResult.ACCEPTED,
				AcceptResult.DUPLICATE, AcceptResult.ACCEPTED);
		assertThat(this.store.count("message")).isEqualTo(3);
		assertThat(this.store.count("delivery WHERE due_at IS NOT NULL")).as("one of each resource and destination")
			.isEqualTo(4);
		assertThat(this.store.count("delivery WHERE due_at IS NULL")).isEqualTo(2);
	}

	@Test
	void acceptForMoreDestinationsThanAStatementHoldsKeepsADeliveryForEach() {
		this.router = (message) -> new RoutingDecision(IntStream.range(0, 10_000)
			.mapToObj((i) -> new Notification(message, Destination.of("slack/ops" + i), "all",
					PresentationOverrides.NONE))
			.toList(), Set.of());
		assertThat(this.relay.accept(event("e1"))).isEqualTo(AcceptResult.ACCEPTED);
		assertThat(this.store.count("delivery WHERE due_at IS NOT NULL")).isEqualTo(10_000);
	}

	@Test
	void acceptOfBatchKeepsADeliveryForEachPartInTheOrderOfItsKey() {
		String alarm = "{\"type\":\"%s\",\"dedupeKey\":\"%s\",\"timestampEpochMillis\":%d}";
		Message batch = MessageFixtures.text(
				"m1", List
					.of(alarm.formatted("OK_TO_FIRING", "a", 1000), alarm.formatted("OK_TO_FIRING", "b", 1000),
							alarm.formatted("FIRING_TO_OK", "a", 2000))
					.toString(),
				NOON);
		this.router = (message) -> new RoutingDecision(IntStream.range(0, message.contents().size())
			.mapToObj(new Notification(message, Destination.of("pagerduty/a"), "all", PresentationOverrides.NONE)::part)
			.toList(), Set.of());
		assertThat(this.relay.accept(batch)).isEqualTo(AcceptResult.ACCEPTED);
		this.relay.accept(MessageFixtures.text("m2", alarm.formatted("FIRING_TO_OK", "b", 3000), NOON));
		List<String> rows = this.store.read((jdbc) -> jdbc.sql("""
				SELECT concat_ws(' ', part, records, ordering_key, occurred_at,
					CASE WHEN due_at IS NULL THEN 'waits' ELSE 'due' END)
				FROM delivery ORDER BY id
				""").query(String.class).list());
		assertThat(rows).containsExactly("0 1 alarm:a 1000 due", "1 2 alarm:b 1000 due", "2 3 alarm:a 2000 waits",
				"0  alarm:b 3000 waits");
		assertThat(this.dispatched).hasSize(4);
	}

	@Test
	void acceptWhenStoreIsAwayDispatchesNothing() {
		this.store.close();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.relay.accept(event("e1")));
		assertThat(this.dispatched).isEmpty();
	}

	@Test
	void acceptWhenCommitComesAfterTheSenderGaveUpDispatchesNevertheless() {
		MessageRelay hasty = relayOver(new HastyStore(this.store));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> hasty.accept(event("e1")));
		assertThat(this.dispatched).hasSize(2);
		assertThat(hasty.accept(event("e1"))).isEqualTo(AcceptResult.DUPLICATE);
		assertThat(this.dispatched).hasSize(2);
	}

	@Test
	void acceptCountsMessageOnceItIsKept() {
		this.relay.accept(event("e1"));
		this.relay.accept(event("e1"));
		assertThat(count("relay.routed", "outcome", "routed")).isEqualTo(1);
		assertThat(count("relay.routed", "outcome", "unrouted")).isZero();
		assertThat(count("relay.muted")).isZero();
	}

	@Test
	void acceptWhenNoRouteAppliesCountsItAsUnrouted() {
		this.router = (message) -> new RoutingDecision(route(message).notifications().subList(1, 2), Set.of());
		this.relay.accept(event("e1"));
		assertThat(count("relay.routed", "outcome", "unrouted")).isEqualTo(1);
		assertThat(count("relay.routed", "outcome", "routed")).isZero();
	}

	@Test
	void acceptWhenDestinationsAreMutedCountsThem() {
		this.router = (message) -> new RoutingDecision(List.of(),
				Set.of(Destination.of("slack/ops"), Destination.of("pagerduty/primary")));
		this.relay.accept(event("e1"));
		this.relay.accept(event("e2"));
		assertThat(count("relay.muted", "notifier", "slack", "destination", "ops")).isEqualTo(2);
		assertThat(count("relay.muted", "notifier", "pagerduty", "destination", "primary")).isEqualTo(2);
		assertThat(count("relay.routed", "outcome", "routed")).isEqualTo(2);
	}

	@Test
	void acceptWhenStoreIsAwayCountsNothing() {
		this.router = (message) -> new RoutingDecision(List.of(), Set.of(Destination.of("slack/ops")));
		this.store.close();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.relay.accept(event("e1")));
		assertThat(this.meters.getMeters()).allSatisfy((meter) -> assertThat(((Counter) meter).count()).isZero());
	}

	private double count(String meter, String... tags) {
		return this.meters.find(meter).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
	}

	static RoutingDecision route(Message message) {
		return new RoutingDecision(
				List.of(new Notification(message, Destination.of("slack/ops"), "all", PresentationOverrides.NONE),
						new Notification(message, Destination.of("pagerduty/primary"), "catch-all",
								PresentationOverrides.NONE)),
				Set.of());
	}

	private static RoutingDecision auditedRoute(Message message) {
		return new RoutingDecision(
				List.of(new Notification(message, Destination.of("slack/ops"), "all", PresentationOverrides.NONE),
						new Notification(message, AUDIT, "catch-all", PresentationOverrides.NONE)),
				Set.of());
	}

	private static Message event(String eventId) {
		return event(eventId, "ocid1.instance.oc1.iad.aaaa");
	}

	private static Message event(String eventId, String resource) {
		return MessageFixtures.event(eventId, resource, NOON, NOON);
	}

	/**
	 * Gives up waiting for what is new, and commits it all the same.
	 */
	private record HastyStore(TestStore store) implements Store {

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			T result = this.store.tryWrite(work, committed);
			if (result instanceof AcceptWork.Accepted accepted && accepted.isNew()) {
				throw new StoreUnavailableException("not yet", null);
			}
			return result;
		}

		@Override
		public <T> T write(UnitOfWork<T> work) {
			return this.store.write(work);
		}

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			return this.store.read(query);
		}

		@Override
		public Dialect dialect() {
			return this.store.dialect();
		}

	}

}
