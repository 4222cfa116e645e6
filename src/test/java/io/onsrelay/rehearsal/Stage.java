package io.onsrelay.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.OnsRelayApplication;
import io.onsrelay.journal.Journal;
import io.onsrelay.silence.Silences;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.standin.FreePort;
import io.onsrelay.standin.Incident;
import io.onsrelay.standin.OciUser;
import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.StandInOci;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.StandInSlack;
import io.onsrelay.store.Store;

/**
 * The service on a fresh store, with a stand-in in every place that its configuration
 * names.
 */
final class Stage implements AutoCloseable {

	/** As users would name it: the stand-in leads it to the service. */
	private static final String HOST = "relay.example.com";

	private static final String COMPARTMENT = "ocid1.compartment.oc1..aaaaexample";

	private static final String TOPIC_NAME = "infra-alerts";

	private final OciUser user = new OciUser();

	private final StandInOci oci = new StandInOci(this.user);

	private final StandInSlack slack = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final String password = UUID.randomUUID().toString();

	private final Path directory;

	private final int port;

	private final int managementPort;

	private final Runnable clearing = this::clear;

	private final ConfigurableApplicationContext service;

	Stage(int preferredPort, int preferredManagementPort) {
		this.directory = temporaryDirectory();
		this.port = FreePort.preferably(preferredPort);
		this.managementPort = FreePort.preferably(preferredManagementPort);
		this.oci.host(HOST, endpoint());
		// Runs after the service itself has ended, on Ctrl-C.
		SpringApplication.getShutdownHandlers().add(this.clearing);
		this.service = startOrClear();
	}

	StandInSlack slack() {
		return this.slack;
	}

	StandInPagerDuty pagerDuty() {
		return this.pagerDuty;
	}

	String topic() {
		return StandInOci.FIRST_TOPIC;
	}

	/**
	 * Sets topic, subscription and rules up, and waits until the subscription is active.
	 * @param line is given each line that the command prints
	 * @return whether all is set up
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean provision(Consumer<String> line) throws InterruptedException {
		List<String> properties = new ArrayList<>(properties());
		properties.addAll(List.of("--relay.oci.auth=config-file",
				"--relay.oci.config-file=" + this.user.write(this.directory), "--relay.oci.profile=" + OciUser.PROFILE,
				"--relay.oci.endpoint=" + this.oci.origin(), "--relay.oci.events-endpoint=" + this.oci.origin()));
		return new Provisioning(properties).run(List.of("--compartment", COMPARTMENT, "--topic", TOPIC_NAME,
				"--endpoint", "https://" + HOST + "/ons", "--from-routes", "--yes"), line);
	}

	/**
	 * Publishes a message on the topic.
	 * @param body the message
	 * @return what the service answered
	 */
	OnsDelivery publish(String body) {
		List<OnsDelivery> deliveries = this.oci.publish(topic(), body);
		if (deliveries.size() != 1) {
			throw new IllegalStateException(deliveries.size() + " subscriptions are active");
		}
		return deliveries.getFirst();
	}

	String password() {
		return this.password;
	}

	Path directory() {
		return this.directory;
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.port + "/ons");
	}

	URI console() {
		return endpoint().resolve("/");
	}

	/**
	 * Writes an hour of traffic into the store, as if it had passed, and begins a
	 * silence.
	 */
	void sampleTraffic() {
		new SampleTraffic(this.service.getBean(Store.class), this.service.getBean(Journal.class),
				this.service.getBean(Clock.class), topic())
			.write();
		this.service.getBean(Silences.class)
			.create(new SilenceDraft("{\"eventType\": \"com.oraclecloud.cloudguard.*\"}",
					this.service.getBean(Clock.class).instant().plus(Duration.ofHours(4)),
					"Cloud Guard is being set up"), true, "admin");
	}

	URI management() {
		return URI.create("http://127.0.0.1:" + this.managementPort);
	}

	/**
	 * Counts what has arrived so far.
	 */
	Tally tally() {
		List<Incident> incidents = this.pagerDuty.incidents();
		int open = Math.toIntExact(incidents.stream().filter(Incident::open).count());
		return new Tally(this.slack.posts().size(), incidents.size(), incidents.size() - open, auditRecords());
	}

	int auditRecords() {
		return this.service.getBean(Store.class)
			.read((jdbc) -> jdbc.sql("select count(*) from audit_record where destination = 'audit/default'")
				.query(Integer.class)
				.single());
	}

	@Override
	public void close() {
		this.service.close();
		SpringApplication.getShutdownHandlers().remove(this.clearing);
		clear();
	}

	private void clear() {
		this.oci.close();
		this.slack.close();
		this.pagerDuty.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not delete " + this.directory, ex);
		}
	}

	private ConfigurableApplicationContext startOrClear() {
		try {
			return start();
		}
		catch (RuntimeException ex) {
			clear();
			throw ex;
		}
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(OnsRelayApplication.class, properties().toArray(String[]::new));
	}

	private List<String> properties() {
		Map<String, Object> addresses = Map.of("ons", this.oci.origin(), "slack", this.slack.webhookUrl(), "pagerduty",
				this.pagerDuty.endpoint(), "routing-key", StandInPagerDuty.ROUTING_KEY, "topic", topic(), "password",
				this.password, "directory", this.directory, "port", this.port, "management-port", this.managementPort);
		List<String> properties = new ArrayList<>(
				List.of("--spring.config.additional-location=classpath:/rehearsal/relay.yaml"));
		addresses.forEach((name, value) -> properties.add("--rehearsal." + name + "=" + value));
		return properties;
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("ons-relay-rehearsal-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
