package io.onsrelay.http.apache;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLSocket;

import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A connection that logs neither requests nor responses, at any level: URLs, headers and
 * bodies hold secrets. It rejects a response whose header is incomplete.
 */
public final class NonLoggingConnection extends DefaultManagedHttpClientConnection {

	public NonLoggingConnection() {
		super("outbound", null, null, null, null, null, null, CompleteHeaderResponseParser::new);
	}

	@Override
	public void bind(Socket socket) throws IOException {
		bind(new SocketHolder(socket));
	}

	@Override
	public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
		bind(new SocketHolder(sslSocket, socket));
	}

	@Override
	protected void onRequestSubmitted(ClassicHttpRequest request) {
	}

	@Override
	protected void onResponseReceived(ClassicHttpResponse response) {
	}

}
