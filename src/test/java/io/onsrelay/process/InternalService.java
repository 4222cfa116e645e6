package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An internal server beside the relay that must not be called: it counts connections.
 */
final class InternalService implements AutoCloseable {

	private final AtomicInteger connections = new AtomicInteger();

	private final ServerSocket socket;

	InternalService() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::count);
	}

	URI origin() {
		return URI.create("http://127.0.0.1:" + port());
	}

	int port() {
		return this.socket.getLocalPort();
	}

	int connections() {
		return this.connections.get();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void count() {
		while (!this.socket.isClosed()) {
			try {
				this.socket.accept().close();
				this.connections.incrementAndGet();
			}
			catch (IOException ex) {
				// Closed, or a connection that is gone already.
			}
		}
	}

}
