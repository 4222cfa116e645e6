package io.onsrelay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.onsrelay.bench.HttpMessages.HttpMessage;

/**
 * Takes what the kinds of notifiers send, at once and with next to no work, and writes
 * down when the first byte of each request was there, by the number of its message. Each
 * connection has a virtual thread of its own.
 */
final class StubDestination implements AutoCloseable {

	private static final String SLACK = answer("200 OK", "", "ok");

	private static final String TEAMS = answer("202 Accepted", "", "");

	private static final String PAGERDUTY = answer("202 Accepted", "",
			"{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"bench\"}");

	private final Map<Long, Long> arrivals = new ConcurrentHashMap<>();

	private final AtomicLong requests = new AtomicLong();

	private final AtomicLong firstArrival = new AtomicLong();

	private final AtomicLong lastArrival = new AtomicLong();

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final Function<HttpMessage, String> behaviour;

	private final int port;

	private volatile boolean hanging;

	private volatile ServerSocket server;

	/**
	 * Starts a destination that takes everything.
	 */
	StubDestination() {
		this(StubDestination::accept);
	}

	/**
	 * Starts a destination.
	 * @param behaviour answers requests; only what is answered 2xx counts as arrived
	 */
	StubDestination(Function<HttpMessage, String> behaviour) {
		this.behaviour = behaviour;
		this.server = listen(0);
		this.port = this.server.getLocalPort();
	}

	static String answer(String status, String headers, String body) {
		return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\n" + headers + "Content-Length: " + body.length()
				+ "\r\n\r\n" + body;
	}

	static String accept(HttpMessage request) {
		String head = request.head();
		return head.startsWith("POST /v2/") ? PAGERDUTY : head.startsWith("POST /teams") ? TEAMS : SLACK;
	}

	String origin() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Takes connections and requests from now on, and answers none.
	 */
	void hang() {
		this.hanging = true;
	}

	/**
	 * Refuses connections from now on.
	 */
	void goDown() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.connections.forEach(StubDestination::close);
	}

	/**
	 * Takes everything again.
	 */
	void comeBack() {
		this.server = listen(this.port);
	}

	/**
	 * Forgets what arrived.
	 */
	void forget() {
		this.arrivals.clear();
		this.requests.set(0);
		this.firstArrival.set(0);
	}

	/**
	 * Return when messages arrived for the first time, by number.
	 */
	Map<Long, Long> arrivals() {
		return this.arrivals;
	}

	/**
	 * Return how many requests were answered 2xx.
	 */
	long requests() {
		return this.requests.get();
	}

	/**
	 * Return the time from the first request to the last, in seconds.
	 */
	double seconds() {
		return (this.lastArrival.get() - this.firstArrival.get()) / 1e9;
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket socket = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
			Thread.ofVirtual().start(() -> take(socket));
			return socket;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void take(ServerSocket server) {
		try {
			while (true) {
				Socket connection = server.accept();
				this.connections.add(connection);
				Thread.ofVirtual().start(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// The destination went down.
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			connection.setTcpNoDelay(true);
			HttpMessages requests = new HttpMessages(connection.getInputStream());
			OutputStream out = connection.getOutputStream();
			while (true) {
				HttpMessage request = requests.next();
				if (!this.hanging) {
					String answer = this.behaviour.apply(request);
					if (answer.startsWith("HTTP/1.1 2")) {
						arrived(request);
					}
					out.write(answer.getBytes(StandardCharsets.US_ASCII));
				}
			}
		}
		catch (IOException ex) {
			// The other side closed the connection.
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private void arrived(HttpMessage request) {
		this.firstArrival.compareAndSet(0, request.began());
		this.lastArrival.set(request.began());
		this.requests.incrementAndGet();
		BenchMessage.numbers(request.body(), (number) -> this.arrivals.putIfAbsent(number, request.began()));
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is gone either way.
		}
	}

	@Override
	public void close() {
		goDown();
	}

}
