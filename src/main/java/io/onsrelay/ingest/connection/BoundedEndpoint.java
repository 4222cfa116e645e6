package io.onsrelay.ingest.connection;

import java.nio.channels.SocketChannel;
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
		this.openConnections.accepted(socket).ifPresent(this.displace);
		boolean accepted = super.setSocketOptions(socket);
		if (!accepted) {
			this.openConnections.closed(socket);
		}
		return accepted;
	}

}
