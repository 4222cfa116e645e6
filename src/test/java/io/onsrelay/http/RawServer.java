package io.onsrelay.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server on loopback that behaves as badly as a test wants.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket socket;

	private final Behaviour behaviour;

	private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

	private final BlockingQueue<String> requestLines = new LinkedBlockingQueue<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private RawServer(Behaviour behaviour) {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.behaviour = behaviour;
		Thread.ofVirtual().name("raw-server").start(this::accept);
	}

	/**
	 * Reads the request and sends nothing.
	 * @return the server
	 */
	public static RawServer silent() {
		return new RawServer((server, connection) -> server.closed.await());
	}

	/**
	 * Reads the request and sends nothing, except for one target.
	 * @param target path and query that get a response
	 * @return the server
	 */
	public static RawServer silentUnless(String target) {
		return new RawServer((server, connection) -> {
			if (server.requestLines.stream().anyMatch((line) -> line.contains(target))) {
				connection.getOutputStream()
					.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			}
			server.closed.await();
		});
	}

	/**
	 * Reads the request and resets the connection.
	 * @return the server
	 */
	public static RawServer resetting() {
		return new RawServer((server, connection) -> connection.setSoLinger(true, 0));
	}

	/**
	 * Reads the request and closes the connection.
	 * @return the server
	 */
	public static RawServer hangingUp() {
		return new RawServer((server, connection) -> {
		});
	}

	/**
	 * Sends the beginning of a response and closes the connection.
	 * @param answer the beginning
	 * @return the server
	 */
	public static RawServer hangingUpAfter(String answer) {
		return new RawServer((server, connection) -> connection.getOutputStream()
			.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
	}

	/**
	 * Sends a response one byte at a time.
	 * @param answer the beginning of the response, followed by an endless body
	 * @return the server
	 */
	public static RawServer dripping(String answer) {
		return new RawServer((server, connection) -> {
			byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
			for (int i = 0; !server.closed.await(5, TimeUnit.MILLISECONDS); i++) {
				connection.getOutputStream().write((i < bytes.length) ? bytes[i] : '.');
			}
		});
	}

	/**
	 * Sends a response and keeps the connection open.
	 * @param answer the response, header and body
	 * @return the server
	 */
	public static RawServer answering(String answer) {
		return new RawServer((server, connection) -> {
			connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
			server.closed.await();
		});
	}

	/**
	 * Sends a successful response whose body never ends.
	 * @return the server
	 */
	public static RawServer endless() {
		return new RawServer((server, connection) -> {
			OutputStream out = connection.getOutputStream();
			out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			byte[] block = "x".repeat(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);
			while (server.closed.getCount() > 0) {
				out.write(block);
			}
		});
	}

	/**
	 * Return a port where no process listens.
	 * @return the port
	 */
	public static int deafPort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	public String origin() {
		return "http://localhost:" + port();
	}

	/**
	 * Waits for the next request.
	 * @return its first line
	 */
	public String requestLine() throws InterruptedException {
		String line = this.requestLines.poll(5, TimeUnit.SECONDS);
		return (line != null) ? line : "nothing";
	}

	/**
	 * Return how many connections were opened.
	 * @return the number
	 */
	public int connections() {
		return this.connections.size();
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
			BufferedReader in = new BufferedReader(
					new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
			String line = in.readLine();
			this.requestLines.add((line != null) ? line : "");
			while (line != null && !line.isEmpty()) {
				line = in.readLine();
			}
			this.behaviour.serve(this, connection);
		}
		catch (IOException ex) {
			// The client closed the connection, as some tests expect
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.socket.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * What the server does after it has read the header of a request.
	 */
	private interface Behaviour {

		void serve(RawServer server, Socket connection) throws IOException, InterruptedException;

	}

}
