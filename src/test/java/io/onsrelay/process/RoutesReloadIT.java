package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.StandInSlack;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Routes change without a restart, as a ConfigMap changes in a pod.
 */
class RoutesReloadIT {

	private static final String A = "slack/a";

	private static final String B = "slack/b";

	private final StandInSlack one = new StandInSlack();

	private final StandInSlack other = new StandInSlack();

	private final ManagementPort management = ManagementPort.free();

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	@Test
	void routesOfAConfigMapChangeWhileTheServiceRuns() throws IOException {
		Path mount = Files.createDirectory(this.relay.directory().resolve("mount"));
		replace(mount, 1, "{relay: {routes: [{name: one, to: [slack/a]}]}}");
		Files.createSymbolicLink(mount.resolve("routes.yaml"), Path.of("..data/routes.yaml"));
		RelayProcess process = this.relay.start("""
				%s
				---
				relay:
				  ingest.password: an-invented-password
				  reload.interval: 100ms
				  notifier.slack: {a: {webhook-url: "%s"}, b: {webhook-url: "%s"}}
				spring.config.import: "file:%s"
				""".formatted(this.management.configuration(), this.one.webhookUrl(), this.other.webhookUrl(),
				mount.resolve("routes.yaml")));
		post("first");
		this.relay.awaitDelivered(A, 1);
		replace(mount, 2, "{relay: {routes: [{name: two, to: [slack/b]}]}}");
		RelayExtension.await("the routes").until(() -> process.output().contains("is loaded in place of"));
		post("second");
		this.relay.awaitDelivered(B, 1);
		replace(mount, 3, "{relay: {routes: [{name: three, to: [slack/c]}]}}");
		RelayExtension.await("the refusal")
			.until(() -> this.management.get("/actuator/info")
				.body()
				.contains("\"mistakesIn\":[\"relay.routes[0].to[0]\"]"));
		assertThat(this.management.get("/actuator/prometheus").body()).contains("relay_routes_failed 1.0");
		post("third");
		this.relay.awaitDelivered(B, 2);
		assertThat(this.one.posts()).hasSize(1);
	}

	/**
	 * As the kubelet does it: the link to the directory of the version is replaced.
	 */
	private static void replace(Path mount, int version, String routes) throws IOException {
		Path directory = Files.createDirectory(mount.resolve("..v" + version));
		Files.writeString(directory.resolve("routes.yaml"), routes);
		Path link = mount.resolve("..data_tmp");
		Files.createSymbolicLink(link, directory.getFileName());
		Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
	}

	private void post(String text) {
		try (OnsClient ons = this.relay.client()) {
			ons.post(this.relay.topic().notification(text));
		}
	}

}
