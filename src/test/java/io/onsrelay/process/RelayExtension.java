package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.standin.FreePort;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.StandInSlack;

/**
 * An installation of the relay for one test: a directory with its configuration and its
 * store, ports of its own, and Slack and PagerDuty beside it. The relay in it can be
 * started, ended and started again. Where the test fails, what the relay printed is
 * shown.
 */
final class RelayExtension implements AfterEachCallback {

	/** How many calls a lane has in flight: these may arrive twice after a kill. */
	static final int CONCURRENCY = 4;

	static final String SLACK = "slack/ops";

	static final String PAGER_DUTY = "pagerduty/primary";

	private static final String USERNAME = "ons";

	private static final Duration DELIVERY_TIME = Duration.ofMinutes(2);

	private final OnsTopic topic = OnsTopic.standIn();

	private final StandInSlack slack = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final Path directory = temporaryDirectory();

	private final URI origin = URI.create("http://127.0.0.1:" + FreePort.any());

	private final List<RelayProcess> processes = new ArrayList<>();

	private final URI management = URI.create("http://127.0.0.1:" + FreePort.any());

	private String password = "an-invented-password";

	private Launcher launcher = Launcher.USUAL;

	/**
	 * Starts the relay and waits until it is ready.
	 */
	RelayProcess start() {
		return start(usual());
	}

	/**
	 * Starts the relay so that it confirms subscriptions of a stand-in, and waits until
	 * it is ready.
	 */
	RelayProcess startAllowing(URI onsOrigin) {
		return start("""
				relay:
				  ingest.password: %s
				  confirmation.allowed-origins: ["%s"]
				""".formatted(this.password, onsOrigin));
	}

	/**
	 * Starts the relay and waits until it is ready.
	 * @param configuration what to configure beside the ports, the store and the
	 * destinations, as YAML
	 */
	RelayProcess start(String configuration) {
		RelayProcess process = launch(configuration);
		process.awaitReady();
		return process;
	}

	/**
	 * Starts the relay and does not wait for anything.
	 * @param configuration as for {@link #start(String)}
	 */
	RelayProcess launch(String configuration) {
		Path file = this.directory.resolve("relay.yaml");
		Path output = this.directory.resolve("output-%d.log".formatted(this.processes.size()));
		try {
			Files.writeString(file, configured(configuration));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		RelayProcess process = RelayProcess.start(this.launcher, this.directory, file, output, this.origin);
		this.processes.add(process);
		return process;
	}

	/**
	 * Return what is configured where a test has nothing to add.
	 */
	String usual() {
		return "relay.ingest.password: " + this.password;
	}

	/**
	 * Return what makes every message go to a destination that is down, and to no other.
	 */
	String allTo(String destination) {
		return """

				---
				relay:
				  notifier.%s.webhook-url: http://127.0.0.1:%d/services/x
				  routes:
				    - {name: all, condition: '{}', to: [%s]}
				""".formatted(destination.replace('/', '.'), FreePort.any(), destination);
	}

	/**
	 * Changes how the relay and its commands are started from now on.
	 */
	void use(Launcher launcher) {
		this.launcher = launcher;
	}

	/**
	 * Runs a command of the jar in the directory of the installation and waits until it
	 * has ended.
	 */
	CommandRun run(String... arguments) {
		return CommandRun.of(this.launcher, this.directory, arguments);
	}

	/**
	 * Return the directory of the installation.
	 */
	Path directory() {
		return this.directory;
	}

	/**
	 * Changes the password that messages are posted with.
	 */
	void usePassword(String password) {
		this.password = password;
	}

	/**
	 * Return what the relay counts, as Prometheus scrapes it.
	 */
	Scrape scrape() {
		return Scrape.of(this.management.resolve("/actuator/prometheus"));
	}

	Load post(Collection<SequencedEvent> marks) {
		return new Load(this.topic, this::client, marks);
	}

	OnsClient client() {
		return new OnsClient(this.origin.resolve("/ons"), USERNAME, this.password);
	}

	/**
	 * Return the address of a path, on the port of ONS.
	 */
	URI address(String path) {
		return this.origin.resolve(path);
	}

	/**
	 * Waits for something, as patiently as a busy machine needs.
	 */
	static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(DELIVERY_TIME).pollInterval(Duration.ofMillis(50));
	}

	/**
	 * Waits until a destination has got a number of messages.
	 */
	void awaitDelivered(String destination, int messages) {
		await(messages + " deliveries to " + destination).until(() -> store().delivered(destination) >= messages);
	}

	/**
	 * Waits until there are so many dead letters to a destination.
	 */
	void awaitDead(String destination, int messages) {
		await(messages + " dead letters to " + destination).until(() -> store().dead(destination) >= messages);
	}

	/**
	 * Waits until every destination that is called has got a number of messages.
	 */
	void awaitEverythingDelivered(int messages) {
		List.of(SLACK, PAGER_DUTY).forEach((destination) -> awaitDelivered(destination, messages));
	}

	StoreFile store() {
		return new StoreFile(this.directory.resolve("relay.db"));
	}

	OnsTopic topic() {
		return this.topic;
	}

	StandInSlack slack() {
		return this.slack;
	}

	StandInPagerDuty pagerDuty() {
		return this.pagerDuty;
	}

	List<SequencedEvent> slackMarks() {
		return this.slack.posts().stream().map((post) -> SequencedEvent.in(post.payload().toString())).toList();
	}

	List<SequencedEvent> pagerDutyMarks() {
		return this.pagerDuty.events().stream().map((event) -> SequencedEvent.in(event.json().toString())).toList();
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		this.processes.forEach(RelayProcess::kill);
		if (context.getExecutionException().isPresent()) {
			this.processes.forEach((process) -> System.out.println(process.output()));
		}
		this.slack.close();
		this.pagerDuty.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private String configured(String more) {
		return """
				server: {address: 127.0.0.1, port: %d}
				management.server: {address: 127.0.0.1, port: %d}
				spring.datasource.url: jdbc:sqlite:relay.db
				relay:
				  ingest: {topics: ["%s"]}
				  notifier:
				    slack.ops: {webhook-url: "%s", digest-from: 0}
				    pagerduty.primary: {routing-key: "%s", endpoint: "%s"}
				  routes:
				    - {name: all, condition: '{}', to: [%s, %s]}
				  delivery:
				    concurrency: %d
				    initial-backoff: 50ms
				    max-backoff: 500ms
				    circuit: {probe-after: 100ms, max-probe-after: 500ms}
				    destinations:
				      slack.ops: {rate: unlimited}
				      pagerduty.primary: {rate: unlimited}
				---
				%s
				""".formatted(this.origin.getPort(), this.management.getPort(), this.topic.ocid(),
				this.slack.webhookUrl(), StandInPagerDuty.ROUTING_KEY, this.pagerDuty.endpoint(), SLACK, PAGER_DUTY,
				CONCURRENCY, more);
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("ons-relay-process-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
