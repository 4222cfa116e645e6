package io.onsrelay.ingest.connection;

import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens on a connection: bytes that arrive, the end of the last request,
 * and its closing.
 */
final class TrackingHandler implements AbstractEndpoint.Handler<NioChannel> {

	/**
	 * The connection whose events this thread handles. With HTTP/1.1 it serves the
	 * requests too.
	 */
	static final ScopedValue<SocketChannel> CONNECTION = ScopedValue.newInstance();

	private final AbstractEndpoint.Handler<NioChannel> delegate;

	private final OpenConnections<SocketChannel> connections;

	TrackingHandler(AbstractEndpoint.Handler<NioChannel> delegate, OpenConnections<SocketChannel> connections) {
		this.delegate = delegate;
		this.connections = connections;
	}

	@Override
	public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent status) {
		SocketChannel connection = channel(socket);
		if (connection == null) {
			return this.delegate.process(socket, status);
		}
		this.connections.receiving(connection);
		SocketState state = ScopedValue.where(CONNECTION, connection).call(() -> this.delegate.process(socket, status));
		// Between two requests. HTTP/2 does not tell this state from half a head
		if (state == SocketState.OPEN) {
			this.connections.idle(connection);
		}
		return state;
	}

	@Override
	public void release(SocketWrapperBase<NioChannel> socket) {
		SocketChannel connection = channel(socket);
		if (connection != null) {
			this.connections.closed(connection);
		}
		this.delegate.release(socket);
	}

	@Override
	public Object getGlobal() {
		return this.delegate.getGlobal();
	}

	@Override
	public void pause() {
		this.delegate.pause();
	}

	@Override
	public void recycle() {
		this.delegate.recycle();
	}

	/**
	 * Return the connection of a socket.
	 * @return the connection; {@code null} once it is closed
	 */
	static @Nullable SocketChannel channel(SocketWrapperBase<?> socket) {
		return (socket.getSocket() instanceof NioChannel channel) ? channel.getIOChannel() : null;
	}

}
