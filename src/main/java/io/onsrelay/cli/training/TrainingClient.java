package io.onsrelay.cli.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Sends what ONS and a scraper send. The JDK's oldest client loads the fewest classes,
 * which all would be in the cache of the start.
 */
final class TrainingClient {

	private static final String EVENT = """
			{"eventType": "com.oraclecloud.computeapi.instanceaction.end", "cloudEventsVersion": "0.1",
			"eventTypeVersion": "2.0", "source": "ComputeApi", "eventTime": "2026-01-01T00:00:00Z",
			"contentType": "application/json", "eventID": "training-%1$d", "data": {
			"compartmentId": "ocid1.compartment.oc1..training", "compartmentName": "training",
			"resourceName": "instance-%1$d", "resourceId": "ocid1.instance.oc1.phx.training%1$d",
			"availabilityDomain": "AD-1", "freeformTags": {"team": "training"},
			"additionalDetails": {"instanceActionType": "stop", "shape": "VM.Standard.E5.Flex"}}}
			""";

	private static final String ALARM = """
			{"dedupeKey": "training-%1$d", "title": "instance-%1$d is busy", "body": "Its processor is busy",
			"type": "OK_TO_FIRING", "severity": "CRITICAL", "timestampEpochMillis": 1767225600000,
			"alarmMetaData": [{"id": "ocid1.alarm.oc1.phx.training%1$d", "status": "FIRING", "severity": "CRITICAL",
			"query": "CpuUtilization[1m].max() > 70", "totalMetricsFiring": 1,
			"dimensions": [{"resourceDisplayName": "instance-%1$d", "region": "us-phoenix-1"}]}], "version": 1.0}
			""";

	/**
	 * One message in so many is an alarm.
	 */
	private static final int ALARMS = 10;

	/**
	 * Several messages at once share a commit, as they do under load.
	 */
	private static final int CONNECTIONS = 8;

	private final String authorization;

	TrainingClient(String password) {
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString(("ons:" + password).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a page.
	 * @param url its address
	 * @throws IOException if the answer is not 200
	 */
	void read(String url) throws IOException {
		finish(open(url));
	}

	/**
	 * Posts messages, each of its own resource, several at once.
	 * @param url the address of the endpoint
	 * @param messages how many
	 * @throws IOException if one is not acknowledged
	 * @throws InterruptedException if the thread is interrupted
	 */
	void post(String url, int messages) throws IOException, InterruptedException {
		AtomicInteger numbers = new AtomicInteger();
		try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
			List<Future<Void>> posts = threads
				.invokeAll(Collections.nCopies(CONNECTIONS, () -> post(url, messages, numbers)));
			for (Future<Void> post : posts) {
				post.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IOException(
					"A message was not accepted: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage(), ex);
		}
	}

	private @Nullable Void post(String url, int messages, AtomicInteger numbers) throws IOException {
		for (int number = numbers.getAndIncrement(); number < messages; number = numbers.getAndIncrement()) {
			HttpURLConnection connection = open(url);
			connection.setRequestProperty("Authorization", this.authorization);
			connection.setRequestProperty("Content-Type", "application/json");
			connection.setRequestProperty("X-OCI-NS-MessageId", "training-" + number);
			connection.setRequestProperty("X-OCI-NS-MessageType", "Notification");
			connection.setRequestProperty("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1.phx.training");
			connection.setRequestProperty("X-OCI-NS-TopicName", "training");
			connection.setDoOutput(true);
			try (OutputStream body = connection.getOutputStream()) {
				body.write(((number % ALARMS == 0) ? ALARM : EVENT).formatted(number).getBytes(StandardCharsets.UTF_8));
			}
			finish(connection);
		}
		return null;
	}

	private static HttpURLConnection open(String url) throws IOException {
		return (HttpURLConnection) URI.create(url).toURL().openConnection();
	}

	private static void finish(HttpURLConnection connection) throws IOException {
		try (InputStream answer = connection.getInputStream()) {
			answer.readAllBytes();
		}
		if (connection.getResponseCode() != 200) {
			throw new IOException("%s answers %d".formatted(connection.getURL(), connection.getResponseCode()));
		}
	}

}
