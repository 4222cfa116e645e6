package io.onsrelay.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server on a free port of the loopback interface. Each request has a virtual
 * thread of its own, so that one that hangs holds up no other.
 */
final class LoopbackServer implements AutoCloseable {

	private static final int BACKLOG = 256;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	LoopbackServer(Handler handler) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", (exchange) -> answer(exchange, handler));
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	URI origin() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private static void answer(HttpExchange exchange, Handler handler) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			Answer answer = handler.handle(new Request(exchange.getRequestMethod(), exchange.getRequestURI(),
					header(exchange, "Content-Type"), header(exchange, "Authorization"), body));
			send(exchange, answer);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(HttpExchange exchange, Answer answer) throws IOException {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", answer.contentType());
		answer.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(answer.status(), (body.length == 0) ? -1 : body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	private static String header(HttpExchange exchange, String name) {
		String value = exchange.getRequestHeaders().getFirst(name);
		return (value != null) ? value : "";
	}

	/**
	 * Answers requests.
	 */
	interface Handler {

		Answer handle(Request request) throws InterruptedException;

	}

	/**
	 * What was asked.
	 *
	 * @param method the method
	 * @param uri path and query, as they were sent
	 * @param contentType the body's content type; empty where none was sent
	 * @param authorization the header of that name; empty where none was sent
	 * @param body the body
	 */
	record Request(String method, URI uri, String contentType, String authorization, String body) {
	}

	/**
	 * What is answered.
	 *
	 * @param status the status
	 * @param contentType the body's content type
	 * @param headers further headers
	 * @param body the body
	 */
	record Answer(int status, String contentType, Map<String, String> headers, String body) {

		static Answer text(int status, String body) {
			return new Answer(status, "text/plain; charset=utf-8", Map.of(), body);
		}

		static Answer html(String body) {
			return new Answer(200, "text/html; charset=utf-8", Map.of("Cache-Control", "no-store"), body);
		}

		static Answer json(int status, String body) {
			return new Answer(status, "application/json", Map.of(), body);
		}

	}

}
