package io.onsrelay.ingest;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.event.Content;
import io.onsrelay.relay.AcceptResult;
import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class IngestEndpointTests {

	private static final String CONFIRMATION_URL = "https://cell1.notification.eu-frankfurt-1.oci.oraclecloud.com"
			+ "/20181201/subscriptions/ocid1.onssubscription.oc1.eu-frankfurt-1.aaaasub/confirmation"
			+ "?token=c2VjcmV0&protocol=CUSTOM_HTTPS";

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.ingest.topics=" + IngestServer.TOPIC,
				"relay.ingest.max-body-size=1KB", "relay.confirmation.enabled=false");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		server.relay().reset();
	}

	@Test
	void postWhenRelayAcceptsAnswers200WithASmallJsonBody() {
		HttpResponse<String> response = server.post(server.request(), "{}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.body()).isEqualTo("{\"status\":\"accepted\"}");
	}

	@Test
	void postWhenPathEndsWithSlashIsTheSameEndpoint() {
		HttpResponse<String> challenge = server.post(server.to("/ons/"), "{}");
		assertThat(challenge.statusCode()).isEqualTo(401);
		assertThat(challenge.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"ons-relay\"");
		HttpResponse<String> response = server.post(server.request("/ons/"), "{}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().text()).isEqualTo("{}");
		assertThat(server.get(server.port(), "/ons/").statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ONS", "//ons", "/ons//", "/ons/x", "/", "/ons;a=b", "/livez" })
	void postOfOnsToAnotherPathIsLoggedOnceWithTheRightOne(String path, CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> response = server
				.post(server.request(path).header("X-OCI-NS-MessageType", "Notification"), "canary");
			assertThat(response.statusCode()).isIn(400, 404, 405);
		}
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains("ONS posts to the path"))
			.singleElement()
			.asString()
			.contains("WARN", "the path " + path + ",", "must have the path /ons,")
			.doesNotContain("canary", IngestServer.PASSWORD);
	}

	@Test
	void pathOfMisdirectedPostThatIsLoggedIsShortAndVisible(CapturedOutput output) {
		server.post(server.request("/%0a%1b/" + "x".repeat(200)), "{}");
		server.post(server.request("/" + "y".repeat(200)), "{}");
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains("yyyy"))
			.singleElement()
			.asString()
			.contains("y…")
			.doesNotContain("y".repeat(100));
	}

	@Test
	void requestToAnotherPathThatIsNotOfOnsIsNotLogged(CapturedOutput output) {
		assertThat(server.post(server.to("/elsewhere"), "{}").statusCode()).isEqualTo(404);
		assertThat(server.get(server.port(), "/elsewhere").statusCode()).isEqualTo(404);
		assertThat(server.post(server.anonymous().header("X-OCI-NS-MessageType", "Notification"), "{}").statusCode())
			.isEqualTo(401);
		assertThat(output).doesNotContain("ONS posts to the path");
	}

	@Test
	void postWhenRelayKnowsTheMessageAnswersDuplicate() {
		server.relay().answer(AcceptResult.DUPLICATE);
		HttpResponse<String> response = server.post(server.request(), "{}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"duplicate\"}");
	}

	@Test
	void postWhenStoreIsUnavailableAnswers503WithRetryAfter() {
		server.relay().fail(new StoreUnavailableException("The disk is full", null));
		HttpResponse<String> response = server.post(server.request(), "{}");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
		assertProblem(response);
		assertThat(response.body()).doesNotContain("disk");
	}

	@Test
	void postWhenSomethingUnexpectedHappensAnswers500WithoutTheCause() {
		server.relay().fail(new IllegalStateException("inside"));
		HttpResponse<String> response = server.post(server.request(), "{}");
		assertThat(response.statusCode()).isEqualTo(500);
		assertProblem(response);
		assertThat(response.body()).doesNotContain("inside", "Exception");
	}

	@Test
	void postWhenCredentialsAreMissingIsChallengedAndKeepsNothing() {
		HttpResponse<String> response = server.post(server.anonymous(), "{}");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Basic realm=\"ons-relay\"");
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(server.relay().messages()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ons:wrong", "other:right-password", "ons:", ":right-password", "ONS:right-password",
			"ons:right-password " })
	void postWhenCredentialsAreWrongIsChallenged(String credentials) {
		String[] parts = credentials.split(":", 2);
		HttpResponse<String> response = server
			.post(server.anonymous().header("Authorization", IngestServer.basic(parts[0], parts[1])), "{}");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Basic realm=\"ons-relay\"");
		assertThat(server.relay().messages()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic", "Basic !!!", "Basic b25z", "Bearer token", "Digest x" })
	void postWhenAuthorizationIsUnreadableIsChallenged(String authorization) {
		HttpResponse<String> response = server.post(server.anonymous().header("Authorization", authorization), "{}");
		assertThat(response.statusCode()).isEqualTo(401);
	}

	@Test
	void postWhenChallengedIsNotCounted() {
		double before = counted();
		server.post(server.anonymous(), "{}");
		assertThat(counted()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"multipart/form-data", "text/plain; charset=utf-16", "application/json", "nonsense" })
	void postWhenContentTypeIsAnyKeepsTheExactBytes(String contentType) {
		String body = "a=1&b=%20+&a=2\r\n--x\r\n";
		HttpResponse<String> response = server.post(server.request().header("Content-Type", contentType), body);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().text()).isEqualTo(body);
	}

	@Test
	void postWhenBytesAreNoTextKeepsThem() {
		byte[] bytes = { 0, (byte) 0xff, (byte) 0xfe, 13, 10, 0 };
		server.postChunked(server.request(), bytes);
		assertThat(server.relay().only().body().bytes()).isEqualTo(bytes);
	}

	@Test
	void postWhenBodyIsEmptyIsAcceptedAsPlain() {
		assertThat(server.post(server.request(), "").statusCode()).isEqualTo(200);
		assertThat(server.relay().only().kind()).isEqualTo(Content.Kind.PLAIN);
	}

	@Test
	void postWhenBodyIsAsLargeAsAllowedIsAccepted() {
		assertThat(server.post(server.request(), "x".repeat(1024)).statusCode()).isEqualTo(200);
	}

	@Test
	void postWhenBodyIsLargerThanAllowedAnswers413() {
		HttpResponse<String> response = server.post(server.request(), "x".repeat(1025));
		assertThat(response.statusCode()).isEqualTo(413);
		assertProblem(response);
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenChunkedBodyIsLargerThanAllowedAnswers413() {
		HttpResponse<String> response = server.postChunked(server.request(), new byte[1025]);
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenTopicIsNotListedAnswers403() {
		HttpResponse<String> response = server.post(
				server.request().setHeader("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1.eu-frankfurt-1.aaaaother"), "{}");
		assertThat(response.statusCode()).isEqualTo(403);
		assertProblem(response);
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenTopicIsMissingAnswers403() {
		HttpRequest.Builder request = server.anonymous()
			.header("Authorization", IngestServer.basic("ons", IngestServer.PASSWORD));
		assertThat(server.post(request, "{}").statusCode()).isEqualTo(403);
	}

	@Test
	void postWhenTopicIsInUpperCaseIsAccepted() {
		HttpRequest.Builder request = server.request()
			.setHeader("X-OCI-NS-TopicOcid", IngestServer.TOPIC.toUpperCase(Locale.ROOT));
		assertThat(server.post(request, "{}").statusCode()).isEqualTo(200);
	}

	@Test
	void postWhenTopicIsRejectedRepeatedlyWarnsOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			server.post(server.request().setHeader("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1..flood"), "{}");
		}
		assertThat(output.getAll().split("ocid1.onstopic.oc1..flood", -1)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x-oci-ns-messageid", "X-OCI-NS-MESSAGEID", "X-Oci-Ns-MessageId" })
	void postWhenHeaderNamesAreInAnyCaseKeepsThem(String name) {
		server.post(server.request().header(name, "e1").header("X-OCI-NS-Signature", "c2ln"), "{}");
		assertThat(server.relay().only().headers().messageId()).contains("e1");
		assertThat(server.relay().only().headers().values()).containsEntry("x-oci-ns-signature", "c2ln")
			.doesNotContainKey("authorization");
	}

	@Test
	void postWhenMessageTypeIsUnknownIsKeptWithAWarning(CapturedOutput output) {
		HttpResponse<String> response = server.post(server.request().header("X-OCI-NS-MessageType", "SomethingNew"),
				"{}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(server.relay().messages()).hasSize(1);
		assertThat(output).contains("X-OCI-NS-MessageType is unknown").doesNotContain("SomethingNew");
	}

	@Test
	void postWhenNotificationClaimsAConfirmationUrlIsAMessage() {
		String body = "{\"ConfirmationURL\":\"%s\"}".formatted(CONFIRMATION_URL);
		server.post(server.request().header("X-OCI-NS-MessageType", "Notification"), body);
		assertThat(server.relay().only().body().text()).isEqualTo(body);
	}

	@Test
	void postWhenConfirmationUrlIsForeignAnswers400() {
		HttpResponse<String> response = server
			.post(server.request().header("X-OCI-NS-ConfirmationURL", "https://example.com/?token=c2VjcmV0"), "{}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertProblem(response);
		assertThat(response.body()).doesNotContain("c2VjcmV0");
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenConfirmationUrlIsOraclesIsNoMessage() {
		HttpResponse<String> response = server.post(
				server.request().header("X-OCI-NS-MessageType", "SubscriptionConfirmation"),
				"{\"ConfirmationURL\":\"%s\"".formatted(CONFIRMATION_URL));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"status\":\"accepted\"}");
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenConfirmationIsForAnotherTopicAnswers403() {
		HttpResponse<String> response = server.post(server.request()
			.setHeader("X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1..other")
			.header("X-OCI-NS-ConfirmationURL", CONFIRMATION_URL), "{}");
		assertThat(response.statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH" })
	void anyOtherMethodAnswers405WithAllow(String method) {
		HttpResponse<String> response = server
			.send(server.request().method(method, HttpRequest.BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("POST");
	}

	@Test
	void postPutsTheMessageIdIntoTheLog() {
		server.post(server.request(), "{}");
		assertThat(server.relay().messageIdInLog()).isEqualTo(server.relay().only().id().toString());
	}

	@Test
	void postIsCountedByKindAndOutcomeAndTimed() {
		MeterRegistry registry = server.bean(MeterRegistry.class);
		double before = count(registry);
		long timed = registry.get("relay.ingest").timer().count();
		server.post(server.request(), "text");
		assertThat(count(registry)).isEqualTo(before + 1);
		assertThat(registry.get("relay.ingest").timer().count()).isEqualTo(timed + 1);
	}

	@Test
	void postWhenAbortedKeepsNothing() throws Exception {
		String head = "POST /ons HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nX-OCI-NS-TopicOcid: %s\r\nContent-Length: 99\r\n\r\n{}"
			.formatted(IngestServer.basic("ons", IngestServer.PASSWORD), IngestServer.TOPIC);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			socket.shutdownOutput();
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(answer).doesNotContain("200");
		}
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void requestsToTheEndpointAreObservedByItsOwnMetersOnly() {
		server.post(server.request(), "{}");
		server.post(server.to("/ons/"), "{}");
		server.get(server.port(), "/elsewhere");
		Awaitility.await().untilAsserted(() -> assertThat(observedUris()).contains("NOT_FOUND"));
		assertThat(observedUris()).doesNotContain("/ons", "/ons/");
	}

	private static List<String> observedUris() {
		return server.bean(MeterRegistry.class)
			.find("http.server.requests")
			.timers()
			.stream()
			.map((timer) -> String.valueOf(timer.getId().getTag("uri")))
			.toList();
	}

	private static double count(MeterRegistry registry) {
		return registry.find("relay.messages")
			.tags("kind", "plain", "outcome", "accepted")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static double counted() {
		return server.bean(MeterRegistry.class)
			.find("relay.messages")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static void assertProblem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.body()).contains("\"status\":" + response.statusCode());
	}

}
