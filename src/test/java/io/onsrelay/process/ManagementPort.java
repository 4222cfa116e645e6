package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.onsrelay.standin.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The port of the metrics, where a test has to know it.
 *
 * @param number the number of the port
 */
record ManagementPort(int number) {

	static ManagementPort free() {
		return new ManagementPort(FreePort.any());
	}

	/**
	 * Return what makes the service use it, and a password, as YAML.
	 */
	String configuration() {
		return """
				relay.ingest.password: an-invented-password
				management.server.port: %d
				""".formatted(this.number);
	}

	Scrape scrape() {
		HttpResponse<String> response = get("/actuator/prometheus");
		assertThat(response.statusCode()).isEqualTo(200);
		return Scrape.of(response.body());
	}

	HttpResponse<String> get(String path) {
		URI address = URI.create("http://127.0.0.1:" + this.number + path);
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
