package io.onsrelay.confirmation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoredText;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.PollInterval;

/**
 * Confirmations on a real store, with a clock that tests move, scripted replies of ONS,
 * and no network.
 */
final class ConfirmationFixture implements AutoCloseable {

	static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.phx.fixture";

	static final String TOPIC = "ocid1.onstopic.oc1.phx.fixture";

	static final String TOKEN = "VE9QLVNFQ1JFVA==";

	static final String PATH = "/20181201/subscriptions/" + SUBSCRIPTION + "/confirmation?token=" + TOKEN;

	static final String URL = "https://cell1.notification.us-phoenix-1.oci.oraclecloud.com" + PATH;

	static final String EXTRA_ORIGIN = "http://127.0.0.1:9000";

	static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	static final HttpResult CONFIRMED = answer(200,
			"{\"topicId\":\"%s\",\"subscriptionId\":\"%s\"}".formatted(TOPIC, SUBSCRIPTION));

	private final TestStore store;

	private final InstantSource time = () -> this.now;

	private Instant now = START;

	final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	final Deque<HttpResult> replies = new ArrayDeque<>();

	final Deque<Subscriptions.SubscriptionState> states = new ArrayDeque<>();

	final List<HttpCall> external = new ArrayList<>();

	final List<HttpCall> anywhere = new ArrayList<>();

	int wakeUps;

	ConfirmationFixture(Path directory, Dialect dialect) {
		this.store = TestStore.in(directory, dialect);
	}

	ConfirmationService confirmations() {
		return confirmations(true);
	}

	ConfirmationService confirmations(boolean enabled) {
		return new ConfirmationService(enabled, guard(), table(), new ConfirmationMetrics(this.registry), clock(),
				() -> this.wakeUps++);
	}

	ConfirmationWorker worker() {
		return worker(guard());
	}

	ConfirmationWorker worker(ConfirmationGuard guard) {
		ConfirmationClients clients = new ConfirmationClients((call) -> reply(this.external, call),
				(call) -> reply(this.anywhere, call));
		Subscriptions subscriptions = (id) -> Optional.ofNullable(this.states.poll());
		return new ConfirmationWorker(table(),
				new ConfirmationAttempt(guard, clients, subscriptions, TOPIC::equals, new Random(3)),
				new ConfirmationMetrics(this.registry), clock(), PollInterval.none());
	}

	private HttpResult reply(List<HttpCall> calls, HttpCall call) {
		calls.add(call);
		return this.replies.remove();
	}

	List<String> columnsWith(String text) {
		return StoredText.columnsWith(this.store, text);
	}

	ConfirmationTable table() {
		return new ConfirmationTable(this.store);
	}

	private static ConfirmationGuard guard() {
		return new ConfirmationGuard(Set.of(), List.of(EXTRA_ORIGIN));
	}

	private Clock clock() {
		return this.time.withZone(ZoneOffset.UTC);
	}

	ConfirmationRequestResult receive(String url) {
		return confirmations().receive(headers(), Secret.of(url));
	}

	static OnsHeaders headers() {
		return new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", TOPIC));
	}

	void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

	void passUntil(Optional<Instant> time) {
		this.now = time.orElseThrow();
	}

	static HttpResult answer(int status, String body) {
		return new HttpResult.Response(status, Optional.empty(), body);
	}

	String column(String name) {
		return this.store
			.read((jdbc) -> jdbc.sql("SELECT coalesce(CAST(%s AS TEXT), 'none') FROM confirmation".formatted(name))
				.query(String.class)
				.single());
	}

	long rows() {
		return this.store.count("confirmation");
	}

	double counted(String outcome) {
		return this.registry.get("relay.confirmations").tag("outcome", outcome).counter().count();
	}

	@Override
	public void close() {
		this.store.close();
	}

}
