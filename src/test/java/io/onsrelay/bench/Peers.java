package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.onsrelay.bench.Peer.Running;
import io.onsrelay.bench.Setting.Target;
import io.onsrelay.standin.FreePort;

/**
 * ons-relay and what people put in its place, each set up as its documentation shows: it
 * takes a message by HTTP and posts it to one address.
 */
final class Peers {

	private static final int BURST = 20_000;

	/**
	 * Each message starts a process, and nothing keeps them few.
	 */
	private static final int BURST_OF_PROCESSES = 500;

	private final Bench bench;

	private final Path peers;

	/**
	 * Names of what is not installed.
	 */
	private final List<String> missing = new ArrayList<>();

	Peers(Bench bench, Path peers) {
		this.bench = bench;
		this.peers = peers.toAbsolutePath();
	}

	List<String> missing() {
		return this.missing;
	}

	/**
	 * Return what can be compared here.
	 */
	List<Peer> all() {
		List<Peer> all = new ArrayList<>();
		all.add(new Peer("ons-relay", "message and delivery, synced", "/ons", BenchMessage.read(), BURST, this::relay));
		Path alertmanager = Path.of("/usr/bin/prometheus-alertmanager");
		if (installed("Alertmanager", alertmanager)) {
			all.add(new Peer("Alertmanager 0.25", "nothing: alerts are in memory", "/api/v2/alerts", alert(), BURST,
					(directory, sink) -> alertmanager(alertmanager, directory, sink)));
		}
		Path webhook = Path.of("/usr/bin/webhook");
		if (installed("webhook", webhook)) {
			all.add(new Peer("webhook 2.8 with curl", "nothing: a process was started", "/hooks/ons",
					BenchMessage.read(), BURST_OF_PROCESSES, (directory, sink) -> webhook(webhook, directory, sink)));
		}
		Path nodeRed = this.peers.resolve("node-red/node_modules/node-red/red.js");
		if (installed("Node-RED", nodeRed)) {
			all.add(new Peer("Node-RED 4.1", "nothing: messages are in memory", "/ons", BenchMessage.read(), BURST,
					(directory, sink) -> nodeRed(nodeRed, directory, sink)));
		}
		return all;
	}

	private boolean installed(String name, Path file) {
		if (!Files.exists(file)) {
			this.missing.add(name);
		}
		return Files.exists(file);
	}

	private Running relay(Path directory, String sink) {
		Setting setting = new Setting(List.of(new Target("pagerduty", "sink", sink)), false, false);
		Service service = Service.start(this.bench, directory, "jdbc:sqlite:" + directory.resolve("relay.db"), setting);
		return new Running(service.process(), service.port());
	}

	/**
	 * The same body, in the annotation of an alert of its own.
	 */
	private static BenchMessage alert() {
		String body = BenchMessage.read().template().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
		return new BenchMessage("""
				[{"labels": {"alertname": "InstanceAction", "number": "bench-@NUMBER@"}, "annotations": {"body": "%s"}}]
				""".formatted(body));
	}

	private static Running alertmanager(Path program, Path directory, String sink) throws IOException {
		int port = FreePort.any();
		Files.writeString(directory.resolve("alertmanager.yml"), """
				route: {receiver: sink, group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 4h}
				receivers:
				  - name: sink
				    webhook_configs: [{url: "%s/", send_resolved: false}]
				""".formatted(sink));
		return Running.of(directory, port, program.toString(), "--config.file=alertmanager.yml", "--storage.path=data",
				"--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=", "--log.level=error");
	}

	private static Running webhook(Path program, Path directory, String sink) throws IOException {
		int port = FreePort.any();
		Path command = directory.resolve("forward");
		Files.writeString(command, """
				#!/bin/sh
				printf '%%s' "$1" | exec curl --silent --fail --retry 3 --header 'Content-Type: application/json' \\
					--data-binary @- %s/
				""".formatted(sink));
		if (!command.toFile().setExecutable(true)) {
			throw new IOException(command + " can't be made executable");
		}
		Files.writeString(directory.resolve("hooks.json"), """
				[{"id": "ons", "execute-command": "%s", "http-methods": ["POST"],
				  "pass-arguments-to-command": [{"source": "entire-payload"}]}]
				""".formatted(command));
		return Running.of(directory, port, program.toString(), "-hooks", "hooks.json", "-ip", "127.0.0.1", "-port",
				Integer.toString(port));
	}

	private static Running nodeRed(Path program, Path directory, String sink) throws IOException {
		int port = FreePort.any();
		Files.writeString(directory.resolve("flows.json"), """
				[{"id": "tab", "type": "tab", "label": "forward"},
				 {"id": "in", "type": "http in", "z": "tab", "url": "/ons", "method": "post", "wires": [["both"]]},
				 {"id": "both", "type": "function", "z": "tab", "outputs": 2,
				  "func": "return [{req: msg.req, res: msg.res, payload: 'accepted'}, {payload: msg.payload}];",
				  "wires": [["answer"], ["post"]]},
				 {"id": "answer", "type": "http response", "z": "tab", "statusCode": "200", "wires": []},
				 {"id": "post", "type": "http request", "z": "tab", "method": "POST", "ret": "txt", "url": "%s/",
				  "wires": [[]]}]
				""".formatted(sink));
		Files.writeString(directory.resolve("settings.js"), """
				module.exports = { uiHost: "127.0.0.1", flowFile: "flows.json", credentialSecret: false,
					logging: { console: { level: "error" } } };
				""");
		return Running.of(directory, port, "node", program.toString(), "--userDir", directory.toString(), "--settings",
				directory.resolve("settings.js").toString(), "--port", Integer.toString(port));
	}

}
