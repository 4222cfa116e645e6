package io.onsrelay.ingest.connection;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * HTTP whose connections are bounded in number, and in the time that the head of a
 * request takes. Tomcat's own time-out begins anew with each byte, and at its limit of
 * connections new ones would wait for the slowest. Here, the time-out of connections is
 * the deadline of the whole head, and shortly before the limit, a new connection
 * displaces the one that has waited longest.
 * <p>
 * A connection is closed by ending its input: the thread that reads from it, now or next,
 * finds the end of the stream and closes it, as if the client had. To close it here would
 * race with that thread, since Tomcat reuses the buffers of closed connections.
 * <p>
 * Tomcat creates it by name.
 */
public final class BoundedHttp11Protocol extends Http11NioProtocol {

	private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

	private final OpenConnections<SocketChannel> connections = new OpenConnections<>(System::nanoTime);

	private volatile Consumer<CloseCause> closeListener = (cause) -> {
	};

	private @Nullable ScheduledFuture<?> sweep;

	/**
	 * Creates the protocol, with Tomcat's defaults.
	 */
	public BoundedHttp11Protocol() {
		this(new BoundedEndpoint());
	}

	private BoundedHttp11Protocol(BoundedEndpoint endpoint) {
		super(endpoint);
		endpoint.setHandler(new TrackingHandler(getHandler(), this.connections));
		endpoint.setOpenConnections(this.connections, (displaced) -> end(displaced, CloseCause.DISPLACED));
	}

	/**
	 * Sets what is told of each connection that is closed for the sake of others.
	 * @param closeListener gets the cause, on a thread of the connector
	 */
	public void setCloseListener(Consumer<CloseCause> closeListener) {
		this.closeListener = closeListener;
	}

	@Override
	public void setAdapter(Adapter adapter) {
		super.setAdapter(new TrackingAdapter(adapter, this.connections));
	}

	@Override
	public void start() throws Exception {
		int limit = getMaxConnections();
		this.connections.setLimits(Math.max(1, limit - limit / 8), Duration.ofMillis(getConnectionTimeout()),
				Duration.ofMillis(getKeepAliveTimeout()));
		super.start();
		this.sweep = getUtilityExecutor().scheduleWithFixedDelay(
				() -> this.connections.removeOverdue().forEach((overdue) -> end(overdue, CloseCause.SLOW)),
				SWEEP_INTERVAL.toMillis(), SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.sweep != null) {
			this.sweep.cancel(false);
		}
		super.stop();
	}

	private void end(SocketChannel connection, CloseCause cause) {
		try {
			connection.shutdownInput();
			this.closeListener.accept(cause);
		}
		catch (IOException ex) {
			// It was closed in the meantime
		}
	}

	/**
	 * Why a connection was closed for the sake of others.
	 */
	public enum CloseCause {

		/**
		 * The head of its request took too long.
		 */
		SLOW,

		/**
		 * There were too many connections, and it had waited longest.
		 */
		DISPLACED

	}

}
