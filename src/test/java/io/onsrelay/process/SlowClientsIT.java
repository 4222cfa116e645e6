package io.onsrelay.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import io.onsrelay.standin.OnsClient;
import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.SlowClients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More clients without credentials than the process bears connections, each with half a
 * request, beside ONS.
 */
@Isolated("ONS waits five seconds for an answer")
class SlowClientsIT {

	private static final int CLIENTS = Integer.getInteger("relay.slow-clients", 300);

	/**
	 * From so many clients on, the limit is the one of the heap.
	 */
	private static final int MANY = 5000;

	private static final int POSTS = 50;

	private static final Duration TIMEOUT_OF_ONS = Duration.ofSeconds(5);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@Test
	void postsAreAcknowledgedInTime() throws IOException {
		this.relay.use(Launcher.ofHeap("256m"));
		RelayProcess process = this.relay
			.start(this.relay.usual() + ((CLIENTS < MANY) ? "\nserver.tomcat.max-connections: 100" : ""));
		int port = this.relay.address("/").getPort();
		String head = "POST /ons HTTP/1.1\r\nHost: x\r\n";
		try (SlowClients halfHeads = new SlowClients(port, CLIENTS / 2, head + "X-", "");
				SlowClients trickledHeads = new SlowClients(port, CLIENTS / 4, head + "X-", "x");
				SlowClients trickledBodies = new SlowClients(port, CLIENTS / 4, head + "Content-Length: 100000\r\n\r\n",
						"x")) {
			List<Duration> times = SequencedEvent.of(1, POSTS).stream().map(this::post).sorted().toList();
			assertThat(times.getLast()).isLessThan(TIMEOUT_OF_ONS);
			assertThat(process.ready()).as("probes on the port of ONS").isTrue();
			assertThat(this.relay.scrape().sum("relay_connections_closed_total")).isPositive();
			System.out.printf("%d posts beside %d clients: median %d ms, longest %d ms; cut off: %s; %s%n", POSTS,
					CLIENTS, times.get(POSTS / 2).toMillis(), times.getLast().toMillis(),
					List.of(halfHeads.cutOff(), trickledHeads.cutOff(), trickledBodies.cutOff()), memory(process));
		}
		assertThat(process.output()).doesNotContain("OutOfMemoryError");
		assertThat(this.relay.store().audit()).hasSize(POSTS);
	}

	/**
	 * Posts over a new connection.
	 */
	private Duration post(SequencedEvent event) {
		long start = System.nanoTime();
		try (OnsClient client = this.relay.client()) {
			OnsDelivery delivery = client.post(event.message(this.relay.topic()));
			assertThat(delivery.acknowledged()).as(delivery.last().toString()).isTrue();
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static String memory(RelayProcess process) throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
			return String.join(", ",
					lines.filter((line) -> line.matches("Vm(RSS|HWM):.*"))
						.map((line) -> line.replaceAll("\\s+", " "))
						.toList());
		}
	}

}
