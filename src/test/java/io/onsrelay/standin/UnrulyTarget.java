package io.onsrelay.standin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A destination that accepts what it is sent, as PagerDuty does with {@code 202}, once
 * its trouble is over. It speaks HTTP over plain sockets, since no HTTP server does what
 * a broken one does.
 */
public final class UnrulyTarget implements AutoCloseable {

	private static final int BACKLOG = 256;

	private static final int FLOOD_BLOCKS = 160;

	private static final byte[] FLOOD_BLOCK = "x".repeat(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);

	private static final long DRIP_MILLIS = 100;

	private final Fault fault;

	private final URI elsewhere;

	private final ServerSocket socket;

	private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

	private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger troubled = new AtomicInteger();

	private final CountDownLatch recovered = new CountDownLatch(1);

	/**
	 * Starts the target with a fault.
	 * @param fault the fault that it has until it recovers
	 * @param elsewhere the target of its redirects
	 */
	public UnrulyTarget(Fault fault, URI elsewhere) {
		this.fault = fault;
		this.elsewhere = elsewhere;
		try {
			this.socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().name("unruly-target").start(this::accept);
	}

	/**
	 * Return the fault that it starts with.
	 * @return the fault
	 */
	public Fault trouble() {
		return this.fault;
	}

	/**
	 * Return its address.
	 * @return the URL without a path
	 */
	public URI origin() {
		return URI.create("http://127.0.0.1:" + this.socket.getLocalPort());
	}

	/**
	 * Return what it accepted.
	 * @return the bodies, in the order of their arrival
	 */
	public List<String> accepted() {
		return List.copyOf(this.accepted);
	}

	/**
	 * Return how many requests met its trouble.
	 * @return a number of requests
	 */
	public int troubled() {
		return this.troubled.get();
	}

	/**
	 * Ends the trouble.
	 */
	public void recover() {
		this.recovered.countDown();
	}

	@Override
	public void close() {
		recover();
		try {
			this.socket.close();
			for (Socket connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				this.connections.add(connection);
				Thread.ofVirtual().start(() -> serve(connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			InputStream in = new BufferedInputStream(connection.getInputStream());
			String body = read(in);
			while (body != null && answer(connection, body)) {
				body = read(in);
			}
		}
		catch (IOException ex) {
			// The caller hung up, as callers do who had to wait for too long.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.connections.remove(connection);
		}
	}

	/**
	 * Answers a request.
	 * @return whether the connection may be used again
	 */
	private boolean answer(Socket connection, String body) throws IOException, InterruptedException {
		boolean healthy = this.fault == Fault.FLAP && this.requests.getAndIncrement() % 2 == 0;
		if (healthy || this.recovered.getCount() == 0) {
			this.accepted.add(body);
			send(connection, "202 Accepted", "", "{}");
			return true;
		}
		this.troubled.incrementAndGet();
		return disturb(connection);
	}

	private boolean disturb(Socket connection) throws IOException, InterruptedException {
		switch (this.fault) {
			case HANG -> this.recovered.await();
			case RESET -> connection.setSoLinger(true, 0);
			case DRIP -> drip(connection.getOutputStream());
			case LIMIT -> send(connection, "429 Too Many Requests", "Retry-After: 1\r\n", "slower");
			case LIMIT_WITHOUT_TIME -> send(connection, "429 Too Many Requests", "", "slower");
			case FLAP -> send(connection, "503 Service Unavailable", "", "now and then");
			case REDIRECT ->
				send(connection, "307 Temporary Redirect", "Location: " + this.elsewhere + "\r\n", "elsewhere");
			case CLOSE_EARLY -> write(connection.getOutputStream(), "HTTP/1.1 202 Acc");
			case FLOOD -> flood(connection.getOutputStream());
		}
		return switch (this.fault) {
			case LIMIT, LIMIT_WITHOUT_TIME, FLAP, REDIRECT -> true;
			default -> false;
		};
	}

	private void drip(OutputStream out) throws IOException, InterruptedException {
		byte[] answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.ISO_8859_1);
		for (int i = 0; i < answer.length && !this.recovered.await(DRIP_MILLIS, TimeUnit.MILLISECONDS); i++) {
			out.write(answer[i]);
		}
	}

	private static void flood(OutputStream out) throws IOException {
		write(out, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: %d\r\n\r\n"
			.formatted((long) FLOOD_BLOCKS * FLOOD_BLOCK.length));
		for (int i = 0; i < FLOOD_BLOCKS; i++) {
			out.write(FLOOD_BLOCK);
		}
	}

	private static void send(Socket connection, String status, String header, String body) throws IOException {
		write(connection.getOutputStream(),
				"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s".formatted(status, header, body.length(), body));
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Reads a request.
	 * @return its body; nothing where the caller has hung up
	 */
	private static @Nullable String read(InputStream in) throws IOException {
		int length = 0;
		String line = line(in);
		if (line.isEmpty()) {
			return null;
		}
		while (!line.isEmpty()) {
			String[] header = line.toLowerCase(Locale.ROOT).split(":", 2);
			if (header[0].equals("content-length")) {
				length = Integer.parseInt(header[1].trim());
			}
			line = line(in);
		}
		return new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

}
