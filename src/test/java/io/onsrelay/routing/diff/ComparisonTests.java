package io.onsrelay.routing.diff;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.RouteTable;
import io.onsrelay.routing.TestRouting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Comparison}. A message is received each minute until noon.
 */
class ComparisonTests {

	private static final Destination A = Destination.of("slack/a");

	private static final Destination B = Destination.of("slack/b");

	private static final NotifierRegistry NOTIFIERS = TestRouting.registry("slack/a", "slack/b", "audit/default");

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final String TO_A = "relay.routes: [{name: all, to: slack/a}]";

	private final List<PastMessage> messages = new ArrayList<>();

	@Test
	void messagesThatGoElsewhereAreCountedAndNamed() {
		add(3, null);
		RoutesDiff diff = compare(TO_A, "relay.routes: [{name: all, to: slack/b}]", 10);
		assertThat(diff.moved()).isEqualTo(3);
		assertThat(diff.lookedAt()).isEqualTo(3);
		assertThat(diff.complete()).isTrue();
		assertThat(diff.destinations()).containsExactly(new RoutesDiff.DestinationChange(A, 0, 3),
				new RoutesDiff.DestinationChange(B, 3, 0));
		assertThat(diff.messages()).hasSize(3).first().satisfies((moved) -> {
			assertThat(moved.receivedAt()).isEqualTo(NOON);
			assertThat(moved.title()).isEqualTo("title");
			assertThat(moved.before()).containsExactly(Destination.of("audit/default"), A);
			assertThat(moved.after()).containsExactly(Destination.of("audit/default"), B);
		});
	}

	@Test
	void routesThatAreOnlyWrittenOtherwiseMoveNothing() {
		add(3, null);
		assertThat(compare(TO_A, "relay.routes: [{name: one, to: slack/a}, {name: two, to: slack/a}]", 10).moved())
			.isZero();
	}

	@Test
	void windowsCountAsTheyWereAtTheReceipt() {
		add(3, null);
		RoutesDiff diff = compare(TO_A,
				"relay.routes: [{name: all, to: slack/a, mute: [{from: '11:59', to: '12:00'}]}]", 10);
		assertThat(diff.messages()).extracting(RoutesDiff.MovedMessage::receivedAt)
			.containsExactly(NOON.minusSeconds(60));
	}

	@Test
	void messageSaysItselfWhereItWentIfThatIsKnown() {
		add(1, Set.of(B));
		RoutesDiff diff = compare(TO_A, TO_A, 10, Set.of(A, B));
		assertThat(diff.messages().getFirst().before()).containsExactly(B);
		assertThat(diff.messages().getFirst().after()).containsExactly(A);
	}

	@Test
	void lookEndsAtTheLimitOrTheDay() {
		add(600, null);
		RoutesDiff limited = compare(TO_A, "", 550);
		assertThat(limited.lookedAt()).isEqualTo(550);
		assertThat(limited.complete()).isFalse();
		assertThat(limited.moved()).isEqualTo(550);
		assertThat(limited.messages()).hasSize(Comparison.SHOWN);
		add(2000, null);
		RoutesDiff whole = compare(TO_A, TO_A, 10_000);
		assertThat(whole.lookedAt()).isEqualTo(24 * 60 + 1);
		assertThat(whole.complete()).isTrue();
		this.messages.clear();
		assertThat(compare(TO_A, "", 1).complete()).isTrue();
	}

	private void add(int count, @Nullable Set<Destination> sentTo) {
		this.messages.clear();
		for (int i = 0; i < count; i++) {
			Message message = MessageFixtures.event("e" + i, "web", NOON, NOON.minus(Duration.ofMinutes(i)));
			this.messages.add(new PastMessage(count - i, message, sentTo));
		}
	}

	private RoutesDiff compare(String before, String after, int limit) {
		return compare(before, after, limit, NOTIFIERS.destinations());
	}

	private RoutesDiff compare(String before, String after, int limit, Set<Destination> compared) {
		LongFunction<List<PastMessage>> portions = (
				seq) -> this.messages.stream().filter((one) -> one.seq() < seq).limit(100).toList();
		return new Comparison(table(before), table(after), compared, (_) -> "title").of(portions,
				NOON.minus(RoutesComparison.LOOKED_BACK), limit);
	}

	private static RouteTable table(String yaml) {
		return TestRouting.routes(NOTIFIERS, TestSettings.ofYaml(yaml).binder(), TestClock.standing()).table();
	}

}
