package io.onsrelay.provisioning.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Makes one request to an endpoint, as Notifications begins: a POST without credentials.
 * The relay answers 401 to it and stores nothing.
 */
public final class EndpointProbe {

	/** That of Notifications. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(TIMEOUT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	/**
	 * Probes an endpoint.
	 * @param endpoint its URL without credentials
	 * @return what was found and what to do, one sentence a line
	 */
	public String probe(URI endpoint) {
		try {
			InetAddress address = InetAddress.getByName(endpoint.getHost());
			if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()) {
				return ProbeFinding.privateAddress(endpoint.getHost(), address.getHostAddress());
			}
			return probeAddress(endpoint);
		}
		catch (UnknownHostException ex) {
			return ProbeFinding.unknownHost(endpoint.getHost());
		}
	}

	String probeAddress(URI endpoint) {
		HttpRequest request = HttpRequest.newBuilder(endpoint)
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();
		try (this.http) {
			HttpResponse<Void> response = this.http.send(request, BodyHandlers.discarding());
			return ProbeFinding.of(endpoint, response.statusCode(),
					response.headers().firstValue("WWW-Authenticate").orElse(""));
		}
		catch (IOException ex) {
			return ProbeFinding.of(endpoint, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "The probe was interrupted.";
		}
	}

}
