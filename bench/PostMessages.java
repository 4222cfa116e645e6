import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts a number of distinct messages over a few connections, and fails unless all of them are
 * acknowledged: {@code java bench/PostMessages.java <url> <password> <messages>}.
 */
public class PostMessages {

	private static final int CONNECTIONS = 16;

	private static final String EVENT = """
			{"eventType":"com.oraclecloud.computeapi.launchinstance.end","cloudEventsVersion":"0.1",
			"eventTypeVersion":"2.0","source":"ComputeApi","eventTime":"2026-01-01T00:00:00Z",
			"contentType":"application/json","eventID":"benchmark-%1$d",
			"data":{"compartmentId":"ocid1.compartment.oc1..benchmark","compartmentName":"benchmark",
			"resourceName":"instance-%1$d","resourceId":"ocid1.instance.oc1.phx.benchmark%1$d",
			"availabilityDomain":"AD-1","additionalDetails":{"shape":"VM.Standard.E5.Flex"}}}
			""";

	public static void main(String[] args) {
		URI uri = URI.create(args[0]);
		String authorization = "Basic "
				+ Base64.getEncoder().encodeToString(("ons:" + args[1]).getBytes(StandardCharsets.UTF_8));
		int messages = Integer.parseInt(args[2]);
		AtomicInteger next = new AtomicInteger();
		AtomicInteger acknowledged = new AtomicInteger();
		long began = System.nanoTime();
		try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
			for (int i = 0; i < CONNECTIONS; i++) {
				threads.submit(() -> {
					try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
						for (int n = next.incrementAndGet(); n <= messages; n = next.incrementAndGet()) {
							HttpRequest request = HttpRequest.newBuilder(uri)
								.header("Authorization", authorization)
								.header("X-OCI-NS-MessageId", "benchmark-" + n)
								.header("X-OCI-NS-MessageType", "Notification")
								.header("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1.phx.benchmark")
								.POST(HttpRequest.BodyPublishers.ofString(EVENT.formatted(n)))
								.build();
							HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
							if (response.statusCode() == 200 && response.body().contains("accepted")) {
								acknowledged.incrementAndGet();
							}
						}
					}
					return null;
				});
			}
		}
		double seconds = (System.nanoTime() - began) / 1e9;
		System.out.printf("%d of %d messages accepted in %.1f s%n", acknowledged.get(), messages, seconds);
		System.exit((acknowledged.get() == messages) ? 0 : 1);
	}

}
