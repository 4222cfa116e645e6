package io.onsrelay.cli.training;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What the service delivers to while it is trained: it accepts every call, as Slack,
 * PagerDuty and webhooks do, and counts those of the webhook. The JDK's own server is
 * missing in many runtimes for images, and all that a second Tomcat does would be in the
 * cache.
 */
final class TrainingDestination implements AutoCloseable {

	private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
		.getBytes(StandardCharsets.ISO_8859_1);

	private static final String LENGTH = "content-length:";

	private static final int BACKLOG = 50;

	private final ServerSocket server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final CountDownLatch missing;

	private TrainingDestination(ServerSocket server, int messages) {
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
				new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), messages);
		destination.threads.execute(destination::accept);
		return destination;
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.threads.execute(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// It is closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream input = new BufferedInputStream(socket.getInputStream());
			for (String request = line(input); !request.isEmpty(); request = line(input)) {
				input.skipNBytes(bodyLength(input));
				socket.getOutputStream().write(ANSWER);
				if (request.contains(" /webhook ")) {
					this.missing.countDown();
				}
			}
		}
		catch (IOException ex) {
			// The service has closed the connection, and sends again what it needs to
		}
	}

	/**
	 * Reads the headers of a request.
	 */
	private static long bodyLength(InputStream input) throws IOException {
		long length = 0;
		for (String header = line(input); !header.isEmpty(); header = line(input)) {
			if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
				length = Long.parseLong(header.substring(LENGTH.length()).strip());
			}
		}
		return length;
	}

	/**
	 * Reads a line; an empty one at the end of the connection.
	 */
	private static String line(InputStream input) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int read = input.read(); read >= 0 && read != '\n'; read = input.read()) {
			line.write(read);
		}
		return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
	}

	/**
	 * Return the origin of its addresses.
	 */
	String origin() {
		return "http://%s:%d".formatted(this.server.getInetAddress().getHostAddress(), this.server.getLocalPort());
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
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

}
