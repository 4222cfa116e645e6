package io.onsrelay.subscription;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.onsrelay.TestClock;
import io.onsrelay.confirmation.ConfirmationRecords;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.notice.ToldNotices;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class SubscriptionWatchTests {

	private static final String ID = "ocid1.onssubscription.oc1.phx.a";

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.infra";

	private static final String LATE = "A subscription is not confirmed";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final Oracle oracle = new Oracle();

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void pendingForMoreThanTenMinutesIsResentOnceADayAndTold() {
		addConfirmation("pending", this.clock.instant());
		SubscriptionWatch watch = watch(true);
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.PENDING);
		rounds(watch, 11);
		assertThat(this.oracle.resent).isEmpty();
		rounds(watch, 1);
		assertThat(this.oracle.resent).containsExactly(ID);
		this.clock.move(Duration.ofHours(23));
		rounds(watch, 2);
		assertThat(this.oracle.resent).hasSize(1);
		assertThat(ToldNotices.titles(this.store)).containsExactly(LATE);
		assertThat(ToldNotices.in(this.store).getFirst().path("body").asText())
			.startsWith("ONS lists it as pending for 11 min: it gets no messages.");
		this.clock.move(Duration.ofHours(1));
		rounds(watch, 2);
		assertThat(this.oracle.resent).hasSize(2);
	}

	@Test
	void pendingThatBecomesActiveIsToldOnce() {
		addConfirmation("acknowledged", this.clock.instant());
		SubscriptionWatch watch = watch(true);
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.PENDING);
		rounds(watch, 12);
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.ACTIVE);
		rounds(watch, 12);
		assertThat(ToldNotices.titles(this.store)).containsExactly(LATE, "A subscription is confirmed");
	}

	@Test
	void pendingThatIsDeletedIsToldOnce() {
		addConfirmation("acknowledged", this.clock.instant());
		SubscriptionWatch watch = watch(true);
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.PENDING);
		rounds(watch, 12);
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.DELETED);
		rounds(watch, 12);
		assertThat(ToldNotices.titles(this.store)).containsExactly(LATE, "A subscription was deleted");
	}

	@Test
	void replicasAskOnceInFiveMinutesAndTellOnce() {
		addConfirmation("acknowledged", this.clock.instant());
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.PENDING);
		SubscriptionWatch first = watch(true);
		SubscriptionWatch second = watch(true);
		for (int i = 0; i < 15; i++) {
			this.store.together(List.of(first::runOnce, second::runOnce));
			this.clock.move(Duration.ofMinutes(1));
		}
		assertThat(this.oracle.asked).as("in 15 minutes").hasSize(3);
		assertThat(this.oracle.resent).containsExactly(ID);
		assertThat(ToldNotices.titles(this.store)).containsExactly(LATE);
	}

	@Test
	void subscriptionOfAHeaderIsKnown() {
		SubscriptionWatch watch = watch(true);
		watch.heard(new OnsHeaders(Map.of("X-OCI-NS-SubscriptionId", ID, "X-OCI-NS-TopicOcid", TOPIC)));
		watch.heard(new OnsHeaders(Map.of("X-OCI-NS-SubscriptionId", "no ocid", "X-OCI-NS-TopicOcid", TOPIC)));
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.ACTIVE);
		rounds(watch, 1);
		assertThat(health(watch)).isEqualTo(Health.up().withDetail(TOPIC, Map.of(ID, "ACTIVE")).build());
	}

	@Test
	void subscriptionsOfHeadersAreBounded() {
		SubscriptionWatch watch = watch(true);
		for (int i = 0; i < 300; i++) {
			watch.heard(new OnsHeaders(Map.of("X-OCI-NS-SubscriptionId", ID + i)));
		}
		rounds(watch, 1);
		assertThat(this.store.count("subscription")).isEqualTo(SubscriptionTable.MAX);
	}

	@Test
	void healthIsDownWhilePendingForMoreThanTenMinutesAndAsksNothing() {
		addConfirmation("pending", this.clock.instant());
		this.oracle.states.put(ID, Subscriptions.SubscriptionState.PENDING);
		SubscriptionWatch watch = watch(true);
		rounds(watch, 5);
		assertThat(health(watch).getStatus()).isEqualTo(Status.UNKNOWN);
		rounds(watch, 6);
		int asked = this.oracle.asked.size();
		assertThat(health(watch)).isEqualTo(Health.down().withDetail(TOPIC, Map.of(ID, "PENDING")).build());
		assertThat(this.oracle.asked).hasSize(asked);
	}

	@Test
	void healthWhenOracleDoesNotAnswerIsUnknown() {
		addConfirmation("active", this.clock.instant());
		SubscriptionWatch watch = watch(true);
		rounds(watch, 1);
		assertThat(health(watch)).isEqualTo(Health.unknown().withDetail(TOPIC, Map.of(ID, "UNKNOWN")).build());
	}

	@Test
	void healthWithoutCredentialsIsUnknownAndSaysWhy() {
		addConfirmation("pending", this.clock.instant());
		SubscriptionWatch watch = watch(false);
		watch.heard(new OnsHeaders(Map.of("X-OCI-NS-SubscriptionId", ID)));
		rounds(watch, 20);
		assertThat(this.oracle.asked).isEmpty();
		assertThat(health(watch)).isEqualTo(Health.unknown().withDetail("reason", "relay.oci.auth is none").build());
	}

	@Test
	void confirmationThatEndsWithinADayIsToldOnceWithoutCredentialsToo() {
		addConfirmation("pending", this.clock.instant());
		SubscriptionWatch watch = watch(false);
		this.clock.move(Duration.ofDays(2).minusSeconds(1));
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(Duration.ofSeconds(1));
		watch.runOnce();
		watch(false).runOnce();
		assertThat(ToldNotices.in(this.store)).singleElement().satisfies((notice) -> {
			assertThat(notice.path("title").asText()).isEqualTo("A subscription will be lost");
			assertThat(notice.path("body").asText()).startsWith(
					"It is not confirmed, and the URL that confirms it ends at 2026-03-04T12:00:00Z (timed out).");
		});
		state("acknowledged");
		watch.runOnce();
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).containsExactly("A subscription will be lost",
				"A subscription is confirmed");
	}

	@Test
	void confirmationThatIsConfirmedByAnotherUrlOrHasEndedIsNotTold() {
		Instant start = this.clock.instant();
		addConfirmation("pending", start);
		addConfirmation("active", start.plusSeconds(60));
		addConfirmation("pending", start.minus(Duration.ofDays(2)), "ocid1.onssubscription.oc1.phx.ended");
		SubscriptionWatch watch = watch(false);
		this.clock.move(Duration.ofDays(2).plusMinutes(5));
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
	}

	private Health health(SubscriptionWatch watch) {
		return new SubscriptionsHealthIndicator(watch, this.clock).health();
	}

	private void rounds(SubscriptionWatch watch, int count) {
		for (int i = 0; i < count; i++) {
			watch.runOnce();
			this.clock.move(Duration.ofMinutes(1));
		}
	}

	private SubscriptionWatch watch(boolean credentials) {
		return new SubscriptionWatch(new ConfirmationRecords(this.store), new SubscriptionTable(this.store),
				this.oracle, credentials, ToldNotices.on(this.store, this.clock), this.clock);
	}

	private void addConfirmation(String state, Instant receivedAt) {
		addConfirmation(state, receivedAt, ID);
	}

	private void addConfirmation(String state, Instant receivedAt, String subscription) {
		this.store.write((jdbc) -> jdbc.sql("""
				INSERT INTO confirmation (url_digest, subscription_id, topic_id, received_at, state, detail)
				VALUES (:digest, :subscription, :topic, :received, :state, 'timed out')
				""")
			.param("digest", subscription + state + receivedAt)
			.param("subscription", subscription)
			.param("topic", TOPIC)
			.param("received", receivedAt.toEpochMilli())
			.param("state", state)
			.update());
	}

	private void state(String state) {
		this.store.write((jdbc) -> jdbc.sql("UPDATE confirmation SET state = ?").param(state).update());
	}

	/**
	 * Oracle's API, as tests set it.
	 */
	private static final class Oracle implements Subscriptions {

		private final Map<String, SubscriptionState> states = new HashMap<>();

		private final List<String> asked = new ArrayList<>();

		private final List<String> resent = new ArrayList<>();

		@Override
		public synchronized Optional<SubscriptionState> state(String subscriptionId) {
			this.asked.add(subscriptionId);
			return Optional.ofNullable(this.states.get(subscriptionId));
		}

		@Override
		public synchronized boolean resendConfirmation(String subscriptionId) {
			this.resent.add(subscriptionId);
			return true;
		}

	}

}
