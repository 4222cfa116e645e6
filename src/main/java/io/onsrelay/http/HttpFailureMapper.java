package io.onsrelay.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.springframework.boot.http.client.FilteredHostException;

import io.onsrelay.http.HttpResult.Cause;
import io.onsrelay.http.HttpResult.NoResponse;

/**
 * Says what an exception means. Its message is passed on only where it can't hold more of
 * the address than host and port.
 */
final class HttpFailureMapper {

	private static final int LONGEST = 200;

	private HttpFailureMapper() {
	}

	/**
	 * Return the result of a failed exchange.
	 * @param failure what the client threw
	 * @return the result
	 */
	static NoResponse describe(Exception failure) {
		return switch (failure) {
			case FilteredHostException ex -> answer(Cause.FORBIDDEN_ADDRESS, "The name leads to no public address");
			case ConnectTimeoutException ex -> answer(Cause.TIMEOUT, "No connection in time");
			case ConnectionRequestTimeoutException ex -> answer(Cause.TIMEOUT, "No free connection in time");
			case SocketTimeoutException ex -> answer(Cause.TIMEOUT, "No answer in time");
			case UnknownHostException ex -> answer(Cause.NETWORK, "The name of the host can't be resolved");
			case ConnectException ex -> answer(Cause.NETWORK, "Connection refused");
			case NoRouteToHostException ex -> answer(Cause.NETWORK, "No route to the host");
			case NoHttpResponseException ex -> answer(Cause.NETWORK, "The connection was closed without an answer");
			case SSLException ex -> answer(Cause.NETWORK, "TLS: " + ex.getMessage());
			case SocketException ex -> answer(Cause.NETWORK, "The connection broke: " + ex.getMessage());
			default -> answer(Cause.NETWORK, "The exchange failed: " + failure.getClass().getSimpleName());
		};
	}

	private static NoResponse answer(Cause cause, String detail) {
		String line = detail.replaceAll("\\s+", " ");
		return new NoResponse(cause, (line.length() > LONGEST) ? line.substring(0, LONGEST) : line);
	}

}
