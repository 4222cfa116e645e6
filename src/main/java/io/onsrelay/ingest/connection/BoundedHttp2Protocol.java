package io.onsrelay.ingest.connection;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/2 on connections of {@link BoundedHttp11Protocol}: they too have to send a
 * complete head in time, however many frames they send. Tomcat itself has no time-out for
 * half a head.
 */
public final class BoundedHttp2Protocol extends Http2Protocol {

	/**
	 * ONS has one request at a time; a proxy opens further connections.
	 */
	private static final int MAX_STREAMS = 20;

	/**
	 * Creates the protocol.
	 */
	public BoundedHttp2Protocol() {
		setMaxConcurrentStreams(MAX_STREAMS);
		setMaxConcurrentStreamExecution(MAX_STREAMS);
	}

	@Override
	public InternalHttpUpgradeHandler getInternalUpgradeHandler(SocketWrapperBase<?> socket, Adapter adapter,
			Request request) {
		Adapter tracking = (adapter instanceof TrackingAdapter tracker) ? tracker.of(TrackingHandler.channel(socket))
				: adapter;
		return super.getInternalUpgradeHandler(socket, tracking, request);
	}

}
