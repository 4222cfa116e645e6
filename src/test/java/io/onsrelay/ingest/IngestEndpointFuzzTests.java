package io.onsrelay.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

import io.onsrelay.Fuzzing;
import io.onsrelay.confirmation.TestConfirmations;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageIds;
import io.onsrelay.ingest.access.AllowedTopics;
import io.onsrelay.signature.TestSignatures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes a request, its headers and its body: it is answered as documented and never with
 * 500, an accepted message has exactly the bytes of the body, and what is to be stored of
 * its headers holds no confirmation URL.
 */
class IngestEndpointFuzzTests {

	private static final int MAX_BYTES = 64 * 1024;

	private static final Set<Integer> STATUSES = Set.of(200, 400, 403, 413, 415);

	private static final String CONFIRMATION_URL = "X-OCI-NS-ConfirmationURL";

	private final FakeRelay relay = new FakeRelay();

	private final IngestEndpoint endpoint = endpoint(this.relay);

	@MethodSource("seeds")
	@FuzzTest
	void post(byte[] bytes) {
		Fuzzing.Input input = Fuzzing.split(bytes);
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/ons");
		input.text().lines().filter((line) -> line.indexOf(':') > 0).forEach((line) -> {
			int colon = line.indexOf(':');
			request.addHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
		});
		request.setContent(input.body().bytes());
		this.relay.reset();
		Fuzzing.endsSoon(() -> {
			int status = this.endpoint.post(ServerRequest.create(request, List.of())).statusCode().value();
			assertThat(status).isIn(STATUSES);
			for (Message message : this.relay.messages()) {
				assertThat(message.body()).isEqualTo(input.body());
				String url = request.getHeader(CONFIRMATION_URL);
				if (url != null && url.contains("token=")) {
					assertThat(message.headers().toJson()).doesNotContain("confirmationurl\":\"" + url);
				}
			}
		});
	}

	static Stream<byte[]> seeds() {
		String url = "https://cell1.notification.us-phoenix-1.oci.oraclecloud.com/20181201/subscriptions/"
				+ "ocid1.onssubscription.oc1.phx.aaaa/confirmation?token=YWI=&protocol=CUSTOM_HTTPS";
		return Stream.concat(Fuzzing.bodiesAfter(
				"X-OCI-NS-MessageType: Notification\nX-OCI-NS-MessageId: 1\nX-OCI-NS-TopicOcid: ocid1.onstopic.oc1..a\n"),
				Stream
					.of("X-OCI-NS-MessageType: SubscriptionConfirmation\n" + CONFIRMATION_URL + ": " + url + "\n\0{}",
							"X-OCI-NS-MessageType: Notification\n" + CONFIRMATION_URL + ": " + url + "\n\0text",
							"\0{\"ConfirmationURL\": \"" + url.replace("&", "\\u0026").replace("/", "\\/") + "\"}",
							"X-OCI-NS-MessageType: New\nX-OCI-NS-TopicName: \u009f\n\0text")
					.map((text) -> text.getBytes(StandardCharsets.UTF_8)));
	}

	private static IngestEndpoint endpoint(FakeRelay relay) {
		Clock clock = Clock.systemUTC();
		IngestService service = new IngestService(new AllowedTopics(List.of()), TestConfirmations.recordingNothing(),
				TestSignatures.off(), relay::accept, new MessageIds(clock, new Random(1))::next, clock);
		return new IngestEndpoint(service, new BodyBudget(64L * MAX_BYTES),
				new BodyReader(MAX_BYTES, Duration.ofSeconds(20), System::nanoTime),
				new IngestMetrics(new SimpleMeterRegistry()));
	}

}
