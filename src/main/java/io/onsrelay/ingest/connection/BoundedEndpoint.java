package io.onsrelay.ingest.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.tomcat.util.net.NioEndpoint;

/**
 * Tomcat's endpoint, which records the connections that it accepts.
 */
final class BoundedEndpoint extends NioEndpoint {

	private OpenConnections<SocketChannel> openConnections = new OpenConnections<>(System::nanoTime);

	private Consumer<SocketChannel> displace = (connection) -> {
	};

	/**
	 * Sets where connections are recorded; before it starts.
	 * @param openConnections the open connections
	 * @param displace closes a connection that another one displaces
	 */
	void setOpenConnections(OpenConnections<SocketChannel> openConnections, Consumer<SocketChannel> displace) {
		this.openConnections = openConnections;
		this.displace = displace;
	}

	// Recorded first: afterwards, another thread may serve and close it at any time
	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		this.openConnections.accepted(socket, source(socket)).ifPresent(this.displace);
		boolean accepted = super.setSocketOptions(socket);
		if (!accepted) {
			this.openConnections.closed(socket);
		}
		return accepted;
	}

	// A client with IPv6 has a network of 64 bits
	private static Object source(SocketChannel socket) {
		InetAddress address = socket.socket().getInetAddress();
		if (address instanceof Inet6Address) {
			return ByteBuffer.wrap(address.getAddress(), 0, 8);
		}
		return Objects.requireNonNullElse(address, "closed already");
	}

}
