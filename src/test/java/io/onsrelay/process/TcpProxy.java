package io.onsrelay.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy of a server on this machine that can be cut: no data passes any more, and no
 * side is notified, as when a network fails.
 */
final class TcpProxy implements AutoCloseable {

	private final int target;

	private final ServerSocket entry;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean cut;

	TcpProxy(int target) {
		this.target = target;
		try {
			this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	int port() {
		return this.entry.getLocalPort();
	}

	void cut() {
		this.cut = true;
	}

	/**
	 * Lets new connections through; what was lost on the old ones is not made up for.
	 */
	void mend() {
		this.sockets.forEach(TcpProxy::close);
		this.sockets.clear();
		this.cut = false;
	}

	private void accept() {
		while (!this.entry.isClosed()) {
			try {
				Socket near = keep(this.entry.accept());
				if (!this.cut) {
					Socket far = keep(new Socket(InetAddress.getLoopbackAddress(), this.target));
					Thread.ofVirtual().start(() -> carry(near, far));
					Thread.ofVirtual().start(() -> carry(far, near));
				}
			}
			catch (IOException ex) {
				// Closed, or the server is away
			}
		}
	}

	private Socket keep(Socket socket) {
		this.sockets.add(socket);
		return socket;
	}

	private void carry(Socket from, Socket to) {
		byte[] buffer = new byte[8192];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				if (!this.cut) {
					out.write(buffer, 0, length);
				}
			}
		}
		catch (IOException ex) {
			// One of the ends is gone
		}
		if (!this.cut) {
			close(from);
			close(to);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is of no use any more, closed or not
		}
	}

	@Override
	public void close() throws IOException {
		this.entry.close();
		mend();
	}

}
