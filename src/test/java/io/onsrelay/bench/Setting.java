package io.onsrelay.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The configuration that the service is started with.
 *
 * @param destinations where messages go, beside the audit store
 * @param audit whether the audit store takes every message
 * @param limited whether Slack and PagerDuty are called as seldom as they want to be
 */
record Setting(List<Target> destinations, boolean audit, boolean limited) {

	/**
	 * Writes the configuration down. Besides the routes that apply to the messages of the
	 * benchmark there are some that don't, since every message is held against all.
	 * @param store the address of the database
	 * @param ports the main port and the one for metrics
	 * @param engine what the jar can be told
	 * @return YAML
	 */
	String yaml(String store, Service.Ports ports, Engine engine) {
		List<String> lines = new ArrayList<>();
		lines.add("server: {port: %d, address: 127.0.0.1}".formatted(ports.main()));
		lines.add("management.server: {port: %d, address: 127.0.0.1}".formatted(ports.metrics()));
		lines.add("spring.datasource.url: \"%s\"".formatted(store));
		lines.add("relay:");
		lines.add("  ingest: {password: %s, topics: [%s]}".formatted(BenchMessage.PASSWORD, BenchMessage.TOPIC));
		lines.add("  notifier:");
		lines.add("    audit.default: {every-message: %s}".formatted(this.audit));
		this.destinations.forEach(
				(target) -> lines.add("    %s.%s: {%s}".formatted(target.kind(), target.name(), target.settings())));
		lines.add("  routes:");
		List.of("databaseservice.*", "objectstorage.*", "identitycontrolplane.*", "virtualnetwork.*", "cloudguard.*")
			.forEach((type) -> lines.add(route(type)));
		lines.add(route("computeapi.*instance*"));
		lines.addAll(limits(engine));
		return String.join("\n", lines) + "\n";
	}

	private String route(String type) {
		List<String> to = this.destinations.isEmpty() ? List.of("audit/default")
				: this.destinations.stream().map(Target::destination).toList();
		return "    - {condition: '{\"eventType\": \"com.oraclecloud.%s\"}', to: [%s]}".formatted(type,
				String.join(", ", to));
	}

	private List<String> limits(Engine engine) {
		List<String> lines = new ArrayList<>();
		if (engine.hasLimits() && !this.limited) {
			lines.add("  delivery.destinations:");
			this.destinations.forEach((target) -> lines
				.add("    %s.%s: {rate: unlimited, concurrency: 16}".formatted(target.kind(), target.name())));
		}
		else if (!engine.hasLimits()) {
			lines.add("  delivery: {concurrency: 16, max-backoff: 5s}");
		}
		return lines;
	}

	/**
	 * A destination.
	 *
	 * @param kind {@code slack}, {@code teams}, {@code webhook}, {@code alertmanager} or
	 * {@code pagerduty}
	 * @param name its name
	 * @param origin where it is
	 */
	record Target(String kind, String name, String origin) {

		static Target slack(String name, StubDestination stub) {
			return new Target("slack", name, stub.origin());
		}

		static Target pagerduty(String name, StubDestination stub) {
			return new Target("pagerduty", name, stub.origin());
		}

		String destination() {
			return this.kind + "/" + this.name;
		}

		private String settings() {
			return switch (this.kind) {
				case "slack" -> "webhook-url: \"%s/services/T0/B0/bench\", digest-from: 0".formatted(this.origin);
				case "teams" -> "webhook-url: \"%s/teams\", digest-from: 0".formatted(this.origin);
				case "webhook" -> "url: \"%s/webhook\", secret: whsec_%s".formatted(this.origin, "bench678".repeat(4));
				case "alertmanager" -> "url: \"%s\"".formatted(this.origin);
				default -> "routing-key: %s, endpoint: \"%s\"".formatted("0123456789abcdef".repeat(2), this.origin);
			};
		}

	}

}
