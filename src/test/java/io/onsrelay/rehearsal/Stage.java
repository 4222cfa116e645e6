package io.onsrelay.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.OnsRelayApplication;
import io.onsrelay.standin.FreePort;
import io.onsrelay.standin.Incident;
import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.StandInOns;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.StandInSlack;
import io.onsrelay.store.Store;

/**
 * The service on a fresh store, with a stand-in in every place that its configuration
 * names.
 */
final class Stage implements AutoCloseable {

	private static final List<Duration> BACK_OFF = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

	private final OnsTopic topic = OnsTopic.standIn();

	private final StandInSlack slack = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final String password = UUID.randomUUID().toString();

	private final Path directory;

	private final int port;

	private final int managementPort;

	private final StandInOns ons;

	private final Runnable clearing = this::clear;

	private final ConfigurableApplicationContext service;

	Stage(int preferredPort, int preferredManagementPort) {
		this.directory = temporaryDirectory();
		this.port = FreePort.preferably(preferredPort);
		this.managementPort = FreePort.preferably(preferredManagementPort);
		this.ons = new StandInOns(this.topic, new OnsClient(endpoint(), "ons", this.password), BACK_OFF);
		// Runs after the service itself has ended, on Ctrl-C.
		SpringApplication.getShutdownHandlers().add(this.clearing);
		this.service = startOrClear();
	}

	StandInOns ons() {
		return this.ons;
	}

	StandInSlack slack() {
		return this.slack;
	}

	StandInPagerDuty pagerDuty() {
		return this.pagerDuty;
	}

	OnsTopic topic() {
		return this.topic;
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
			.read((jdbc) -> jdbc.sql("select count(*) from audit_record").query(Integer.class).single());
	}

	@Override
	public void close() {
		this.service.close();
		SpringApplication.getShutdownHandlers().remove(this.clearing);
		clear();
	}

	private void clear() {
		this.ons.close();
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
		Map<String, Object> addresses = Map.of("ons", this.ons.origin(), "slack", this.slack.webhookUrl(), "pagerduty",
				this.pagerDuty.endpoint(), "routing-key", StandInPagerDuty.ROUTING_KEY, "topic", this.topic.ocid(),
				"password", this.password, "directory", this.directory, "port", this.port, "management-port",
				this.managementPort);
		List<String> arguments = new ArrayList<>(
				List.of("--spring.config.additional-location=classpath:/rehearsal/relay.yaml"));
		addresses.forEach((name, value) -> arguments.add("--rehearsal." + name + "=" + value));
		return SpringApplication.run(OnsRelayApplication.class, arguments.toArray(String[]::new));
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
