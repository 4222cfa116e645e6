package io.onsrelay.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.springframework.boot.http.client.FilteredHostException;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;

/**
 * Maps exceptions of the client to results. Exceptions of HTTP clients quote the URL, so
 * a message is passed on only if it can't hold more of the URL than host and port.
 */
final class HttpFailureMapper {

	private static final int MAX_DETAIL_CHARS = 200;

	private HttpFailureMapper() {
	}

	/**
	 * Return the result of a failed exchange.
	 * @param failure what the client threw
	 * @return the result
	 */
	static NoResponse map(Exception failure) {
		return switch (failure) {
			case FilteredHostException ex ->
				noResponse(Cause.FORBIDDEN_ADDRESS, "The name resolves to no public address");
			case ConnectTimeoutException ex -> noResponse(Cause.TIMEOUT, "No connection in time");
			case ConnectionRequestTimeoutException ex -> noResponse(Cause.TIMEOUT, "No free connection in time");
			// What a wait for a connection ends with if the pool sees first that it is
			// over.
			case RequestFailedException ex when ex.getCause() instanceof TimeoutException ->
				noResponse(Cause.TIMEOUT, "No free connection in time");
			case SocketTimeoutException ex -> noResponse(Cause.TIMEOUT, "No response in time");
			case UnknownHostException ex -> noResponse(Cause.NETWORK, "The name of the host can't be resolved");
			case ConnectException ex -> noResponse(Cause.NETWORK, "Connection refused");
			case NoRouteToHostException ex -> noResponse(Cause.NETWORK, "No route to the host");
			case NoHttpResponseException ex ->
				noResponse(Cause.NETWORK, "The connection was closed without a response");
			case SSLException ex -> noResponse(Cause.NETWORK, "TLS: " + ex.getMessage());
			case SocketException ex -> noResponse(Cause.NETWORK, "The connection failed: " + ex.getMessage());
			default -> noResponse(Cause.NETWORK, "The exchange failed: " + failure.getClass().getSimpleName());
		};
	}

	private static NoResponse noResponse(Cause cause, String detail) {
		String line = detail.replaceAll("\\s+", " ");
		return new NoResponse(cause, (line.length() > MAX_DETAIL_CHARS) ? line.substring(0, MAX_DETAIL_CHARS) : line);
	}

}
