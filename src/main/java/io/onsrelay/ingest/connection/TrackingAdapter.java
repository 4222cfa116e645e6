package io.onsrelay.ingest.connection;

import java.nio.channels.SocketChannel;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Records which connections have a request in service.
 */
final class TrackingAdapter implements Adapter {

	private final Adapter delegate;

	private final OpenConnections<SocketChannel> connections;

	private final @Nullable SocketChannel multiplexed;

	/**
	 * Creates the adapter of all connections with HTTP/1.1.
	 * @param delegate what serves requests
	 * @param connections the open connections
	 */
	TrackingAdapter(Adapter delegate, OpenConnections<SocketChannel> connections) {
		this(delegate, connections, null);
	}

	private TrackingAdapter(Adapter delegate, OpenConnections<SocketChannel> connections,
			@Nullable SocketChannel multiplexed) {
		this.delegate = delegate;
		this.connections = connections;
		this.multiplexed = multiplexed;
	}

	/**
	 * Return the adapter of a connection with HTTP/2, which serves requests on other
	 * threads than that of the connection.
	 * @param connection the connection; {@code null} if it is closed already
	 * @return its adapter
	 */
	TrackingAdapter of(@Nullable SocketChannel connection) {
		return new TrackingAdapter(this.delegate, this.connections, connection);
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		if (this.multiplexed != null) {
			this.connections.serving(this.multiplexed);
			try {
				this.delegate.service(request, response);
			}
			finally {
				this.connections.servedStream(this.multiplexed);
			}
		}
		else if (TrackingHandler.CONNECTION.isBound()) {
			SocketChannel connection = TrackingHandler.CONNECTION.get();
			this.connections.serving(connection);
			try {
				this.delegate.service(request, response);
			}
			finally {
				this.connections.served(connection);
			}
		}
		else {
			this.delegate.service(request, response);
		}
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.delegate.prepare(request, response);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
		return this.delegate.asyncDispatch(request, response, status);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.delegate.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.delegate.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.delegate.getDomain();
	}

}
