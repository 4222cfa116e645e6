package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.StandInSlack;

/**
 * Three replicas on one PostgreSQL, with Slack and PagerDuty beside them, for all the
 * tests of a class. The last of them reaches the database by a cable that can be cut.
 */
final class ReplicasExtension implements BeforeAllCallback, AfterAllCallback {

	static final int CONCURRENCY = 4;

	static final int REPLICAS = 3;

	private static final String PASSWORD = "an-invented-password";

	private final OnsTopic topic = OnsTopic.standIn();

	private final StandInSlack slack = new StandInSlack();

	private final StandInSlack paced = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final Path directory = temporaryDirectory();

	private final SharedStore primary = new SharedStore(this.directory.resolve("postgres"));

	private final Optional<SharedStore> standby;

	private final TcpProxy proxy = new TcpProxy(this.primary.port());

	private final List<Replica> replicas = IntStream.range(0, REPLICAS).mapToObj(this::replica).toList();

	private volatile SharedStore store = this.primary;

	private final AtomicInteger next = new AtomicInteger();

	/**
	 * Prepares replicas.
	 * @param withStandby whether the database has a standby that every commit waits for
	 */
	ReplicasExtension(boolean withStandby) {
		this.standby = withStandby ? Optional.of(this.primary.standby(this.directory.resolve("standby")))
				: Optional.empty();
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.replicas.forEach(Replica::start);
		this.replicas.forEach(Replica::awaitReady);
	}

	private Replica replica(int number) {
		boolean last = number == REPLICAS - 1;
		return new Replica(this.directory, "replica-" + number,
				(port) -> configuration(port, last ? this.proxy.port() : this.primary.port()));
	}

	/**
	 * Return one more replica, whose user of the database may not write.
	 */
	Replica reader(String name) {
		this.store.createReader(name);
		return new Replica(this.directory, name,
				(port) -> configuration(port, this.primary.port()).replace("username: postgres", "username: " + name));
	}

	/**
	 * Return one more replica, like the others.
	 */
	Replica additional(String name) {
		return new Replica(this.directory, name, (port) -> configuration(port, this.primary.port()));
	}

	Replica replicaAt(int number) {
		return this.replicas.get(number);
	}

	SharedStore store() {
		return this.store;
	}

	/**
	 * Kills the primary, and makes the standby the primary.
	 */
	void failOver() {
		SharedStore promoted = this.standby.orElseThrow();
		this.primary.kill();
		promoted.promote();
		this.store = promoted;
	}

	TcpProxy cable() {
		return this.proxy;
	}

	StandInSlack paced() {
		return this.paced;
	}

	/**
	 * Prepares to post messages, each connection to the next one of these replicas.
	 */
	Load post(Collection<SequencedEvent> marks, Replica... replicas) {
		return new Load(this.topic, () -> {
			Replica replica = replicas[this.next.getAndIncrement() % replicas.length];
			return new OnsClient(replica.origin().resolve("/ons"), "ons", PASSWORD);
		}, marks);
	}

	Replica[] all() {
		return this.replicas.toArray(Replica[]::new);
	}

	List<SequencedEvent> slackMarks() {
		return this.slack.posts().stream().map((post) -> SequencedEvent.in(post.payload().toString())).toList();
	}

	List<SequencedEvent> pagerDutyMarks() {
		return this.pagerDuty.events().stream().map((event) -> SequencedEvent.in(event.json().toString())).toList();
	}

	/**
	 * Return the database as a URL names it. The standby is the same to all replicas.
	 */
	private String hosts(int databasePort) {
		return this.standby
			.map((other) -> "127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary".formatted(databasePort,
					other.port()))
			.orElseGet(() -> "127.0.0.1:%d/postgres".formatted(databasePort));
	}

	private String configuration(int port, int databasePort) {
		return """
				server: {address: 127.0.0.1, port: %d}
				management.server: {address: 127.0.0.1, port: 0}
				spring.datasource: {url: "jdbc:postgresql://%s", username: postgres}
				relay:
				  ingest: {topics: ["%s"], password: %s}
				  notifier:
				    slack: {ops: {webhook-url: "%s", digest-from: 0, timeout: 2s}, paced: {webhook-url: "%s", digest-from: 0, timeout: 2s}}
				    pagerduty.primary: {routing-key: "%s", endpoint: "%s", timeout: 2s}
				  routes:
				    - {name: all, condition: '{}', to: [slack/ops, pagerduty/primary]}
				    - {name: paced, condition: '{"data": {"resourceName": "mark-9*"}}', to: [slack/paced]}
				  delivery:
				    concurrency: %d
				    lease: 5s
				    initial-backoff: 50ms
				    max-backoff: 500ms
				    destinations:
				      slack: {ops: {rate: unlimited}, paced: {rate: 5/s}}
				      pagerduty.primary: {rate: unlimited}
				"""
			.formatted(port, hosts(databasePort), this.topic.ocid(), PASSWORD, this.slack.webhookUrl(),
					this.paced.webhookUrl(), StandInPagerDuty.ROUTING_KEY, this.pagerDuty.endpoint(), CONCURRENCY);
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		this.replicas.forEach(Replica::end);
		if (context.getExecutionException().isPresent() || Boolean.getBoolean("relay.show-output")) {
			this.replicas.forEach((replica) -> System.out.println(replica.output()));
		}
		this.proxy.close();
		this.standby.ifPresent(SharedStore::close);
		this.primary.close();
		this.slack.close();
		this.paced.close();
		this.pagerDuty.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("ons-relay-replicas-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
