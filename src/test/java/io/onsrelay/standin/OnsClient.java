package io.onsrelay.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Makes the requests that ONS makes: without credentials first, with them once the
 * endpoint has asked for them. It follows no redirect and waits five seconds.
 */
public final class OnsClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final URI endpoint;

	private final String authorization;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	/**
	 * Creates a client of one subscription.
	 * @param endpoint where to post
	 * @param username the user name in the endpoint's URL
	 * @param password the password in the endpoint's URL
	 */
	public OnsClient(URI endpoint, String username, String password) {
		this.endpoint = endpoint;
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Posts a message as ONS does: a second time, with the credentials, where the first
	 * answer is {@code 401} with {@code WWW-Authenticate: Basic}.
	 * @param message the message
	 * @return the result, with one answer or two
	 */
	public OnsDelivery post(OnsMessage message) {
		try {
			HttpResponse<String> first = send(message, false);
			OnsAnswer refusal = answer(first);
			if (!asksForCredentials(first)) {
				return new OnsDelivery(message, List.of(refusal));
			}
			return new OnsDelivery(message, List.of(refusal, answer(send(message, true))));
		}
		catch (IOException ex) {
			return noAnswer(message, ex);
		}
	}

	/**
	 * Posts a message with the credentials at once.
	 * @param message the message
	 * @return the result
	 */
	public OnsDelivery postWithCredentials(OnsMessage message) {
		try {
			return new OnsDelivery(message, List.of(answer(send(message, true))));
		}
		catch (IOException ex) {
			return noAnswer(message, ex);
		}
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private HttpResponse<String> send(OnsMessage message, boolean withCredentials) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.endpoint)
			.timeout(TIMEOUT)
			.POST(HttpRequest.BodyPublishers.ofString(message.body()));
		message.headers().forEach(request::header);
		if (withCredentials) {
			request.header("authorization", this.authorization);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	private static boolean asksForCredentials(HttpResponse<String> response) {
		return response.statusCode() == 401
				&& response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic");
	}

	private static OnsAnswer answer(HttpResponse<String> response) {
		return new OnsAnswer(response.statusCode(), response.headers().firstValue("Retry-After").orElse(""),
				response.body());
	}

	private static OnsDelivery noAnswer(OnsMessage message, IOException ex) {
		return new OnsDelivery(message, List.of(new OnsAnswer(0, "", ex.getClass().getSimpleName())));
	}

}
