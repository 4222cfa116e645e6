package io.onsrelay.cli.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * What the service delivers to while it is trained: it accepts every call, as Slack,
 * PagerDuty and webhooks do, and counts those of the webhook.
 */
final class TrainingDestination implements AutoCloseable {

	private static final byte[] ANSWER = "ok".getBytes(StandardCharsets.UTF_8);

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final CountDownLatch missing;

	private TrainingDestination(HttpServer server, int messages) {
		this.server = server;
		this.missing = new CountDownLatch(messages);
	}

	/**
	 * Opens it on a free port of the loopback interface.
	 * @param messages how many messages the webhook expects
	 * @return the destination
	 * @throws IOException if no port can be opened
	 */
	static TrainingDestination open(int messages) throws IOException {
		TrainingDestination destination = new TrainingDestination(
				HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), messages);
		destination.server.setExecutor(destination.threads);
		destination.server.createContext("/", TrainingDestination::accept);
		destination.server.createContext("/webhook", (exchange) -> {
			accept(exchange);
			destination.missing.countDown();
		});
		destination.server.start();
		return destination;
	}

	private static void accept(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(200, ANSWER.length);
			exchange.getResponseBody().write(ANSWER);
		}
	}

	/**
	 * Return the origin of its addresses.
	 */
	String origin() {
		InetSocketAddress address = this.server.getAddress();
		return "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
	}

	/**
	 * Waits for the messages.
	 * @param deadline how long at most
	 * @return {@code true} if all have arrived
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean await(Duration deadline) throws InterruptedException {
		return this.missing.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return how many messages have not arrived.
	 */
	long missing() {
		return this.missing.getCount();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.close();
	}

}
