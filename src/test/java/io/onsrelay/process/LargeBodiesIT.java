package io.onsrelay.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.standin.RawRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More large bodies at once than the heap holds.
 */
@Execution(value = ExecutionMode.SAME_THREAD, reason = "it takes the processors")
class LargeBodiesIT {

	private static final int POSTS = 400;

	private static final int BODY_BYTES = 250_000;

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@ParameterizedTest
	@ValueSource(strings = { "\"a key\":\"a value of some length\",", "{}," })
	void postsAreAcknowledgedOrToldToComeAgain(String element) throws Exception {
		this.relay.use(Launcher.ofHeap("128m"));
		RelayProcess process = this.relay.start(this.relay.usual());
		List<Integer> statuses = statuses(element);
		long acknowledged = statuses.stream().filter((status) -> status == 200).count();
		assertThat(statuses).containsOnly(200, 503);
		assertThat(process.output()).doesNotContain("OutOfMemoryError");
		assertThat(process.running()).isTrue();
		assertThat(this.relay.store().audit()).hasSize((int) acknowledged);
		assertThat(post(POSTS, element)).as("one alone").isEqualTo(200);
		this.relay.awaitEverythingDelivered((int) acknowledged + 1);
		assertThat(process.output()).doesNotContain("OutOfMemoryError");
		System.out.printf("Of %d posts of %d bytes at once, %d were acknowledged%n", POSTS, BODY_BYTES, acknowledged);
	}

	private List<Integer> statuses(String element) throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> posts = IntStream.range(0, POSTS)
				.mapToObj((i) -> threads.submit(() -> post(i, element)))
				.toList();
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> post : posts) {
				statuses.add(post.get());
			}
			return statuses;
		}
	}

	private int post(int number, String element) {
		boolean array = element.startsWith("{");
		String elements = element.repeat(BODY_BYTES / element.length() - 2);
		String body = array ? "[" + elements + "{}]" : "{" + elements + "\"end\":1}";
		return RawRequest.status(RawRequest.send(this.relay.address("/").getPort(), """
				POST /ons HTTP/1.1
				Host: x
				Connection: close
				Authorization: Basic %s
				X-OCI-NS-TopicOcid: %s
				X-OCI-NS-MessageId: large-%d
				Content-Length: %d

				%s""".replace("\n", "\r\n")
			.formatted(Base64.getEncoder().encodeToString("ons:an-invented-password".getBytes(StandardCharsets.UTF_8)),
					this.relay.topic().ocid(), number, body.length(), body)));
	}

}
