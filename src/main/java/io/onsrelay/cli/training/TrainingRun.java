package io.onsrelay.cli.training;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the service on a store of its own, which is deleted afterwards. Its ports and its
 * destinations are on the loopback interface.
 */
final class TrainingRun {

	private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

	private final Function<String[], ConfigurableApplicationContext> service;

	private final List<String> properties;

	private final String password = UUID.randomUUID().toString();

	/**
	 * Create a run.
	 * @param service starts the service with arguments
	 * @param properties further properties, which override those of the run
	 */
	TrainingRun(Function<String[], ConfigurableApplicationContext> service, List<String> properties) {
		this.service = service;
		this.properties = properties;
	}

	/**
	 * Starts the service, has messages accepted and delivered, and stops the service.
	 * @param messages how many
	 * @param deadline how long the deliveries may take after the last message was
	 * accepted
	 * @throws IOException if the store can't be made, or the service doesn't accept a
	 * message
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IllegalStateException if not all are delivered in time
	 */
	void deliver(int messages, Duration deadline) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("ons-relay-training-");
		try (TrainingDestination destination = TrainingDestination.open(messages);
				ConfigurableApplicationContext context = this.service.apply(arguments(directory, destination))) {
			TrainingClient client = new TrainingClient(this.password);
			client.read(url(context, "local.server.port", "/readyz"));
			client.post(url(context, "local.server.port", "/ons"), messages);
			client.read(url(context, "local.management.port", "/actuator/prometheus"));
			if (!destination.await(deadline)) {
				throw new IllegalStateException("The messages were not delivered within %d s: %d of %d are missing"
					.formatted(deadline.toSeconds(), destination.missing(), messages));
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private String[] arguments(Path directory, TrainingDestination destination) {
		List<String> arguments = new ArrayList<>(List.of("--server.address=" + LOOPBACK, "--server.port=0",
				"--management.server.address=" + LOOPBACK, "--management.server.port=0",
				"--spring.datasource.url=jdbc:sqlite:" + directory.resolve("training.db"), "--logging.level.root=error",
				"--relay.ingest.password=" + this.password, "--relay.admin.password=" + this.password,
				"--relay.notifier.webhook.training.url=%s/webhook".formatted(destination.origin()),
				"--relay.notifier.slack.training.webhook-url=%s/services/T0/B0/training".formatted(
						destination.origin()),
				"--relay.notifier.pagerduty.training.endpoint=" + destination.origin(),
				"--relay.notifier.pagerduty.training.routing-key=" + this.password.replace("-", ""),
				"--relay.delivery.destinations.webhook.training.rate=unlimited",
				"--relay.routes[0].to=webhook/training,slack/training,pagerduty/training"));
		arguments.addAll(this.properties);
		return arguments.toArray(String[]::new);
	}

	private static String url(ConfigurableApplicationContext context, String port, String path) {
		return "http://%s:%s%s".formatted(LOOPBACK, context.getEnvironment().getRequiredProperty(port), path);
	}

}
