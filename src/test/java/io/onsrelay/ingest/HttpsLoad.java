package io.onsrelay.ingest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Requests without a pause: over connections that are kept, and over a new one for each
 * request.
 */
final class HttpsLoad implements AutoCloseable {

	private static final int CONNECTIONS = 2;

	private final Supplier<HttpClient> clients;

	private final HttpRequest request;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final ConcurrentMap<Certificate, AtomicInteger> served = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	HttpsLoad(Supplier<HttpClient> clients, HttpRequest request) {
		this.clients = clients;
		this.request = request;
		for (int i = 0; i < CONNECTIONS; i++) {
			this.threads.execute(this::postOverOneConnection);
			this.threads.execute(this::postOverNewConnections);
		}
	}

	/**
	 * Return how many requests over connections with a certificate got a response.
	 */
	int servedWith(Certificate certificate) {
		AtomicInteger count = this.served.get(certificate);
		return (count != null) ? count.get() : 0;
	}

	/**
	 * Ends the load, and returns its failures.
	 */
	List<String> failures() {
		close();
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.close();
	}

	private void postOverOneConnection() {
		try (HttpClient client = this.clients.get()) {
			while (!this.stopped) {
				post(client);
			}
		}
	}

	private void postOverNewConnections() {
		while (!this.stopped) {
			try (HttpClient client = this.clients.get()) {
				post(client);
			}
		}
	}

	private void post(HttpClient client) {
		try {
			HttpResponse<Void> response = client.send(this.request, HttpResponse.BodyHandlers.discarding());
			if (response.statusCode() != 200) {
				this.failures.add("Status " + response.statusCode());
			}
			Certificate certificate = response.sslSession().orElseThrow().getPeerCertificates()[0];
			this.served.computeIfAbsent(certificate, (any) -> new AtomicInteger()).incrementAndGet();
		}
		catch (IOException | InterruptedException ex) {
			this.failures.add(ex.toString());
		}
	}

}
