package io.onsrelay.notifier.streaming;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierContract;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.standin.OciUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StreamingNotifier} with the client of Oracle's SDK.
 */
class StreamingNotifierTests extends NotifierContract {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final OciUser USER = new OciUser();

	private static final String ID = "ocid1.stream.oc1.phx.aaaa";

	private static final Message MESSAGE = Fixtures.message("computeapi.instanceaction.stop.end");

	/**
	 * As many results as the request has messages.
	 */
	private static final String TAKEN = """
			{"failures": 0, "entries": [{{#each (jsonPath request.body '$.messages')}}{{#unless @first}},{{/unless}}
			{"partition": "0", "offset": {{@index}}, "timestamp": "2026-03-01T12:34:56.789Z"}{{/each}}]}""";

	@TempDir
	private Path directory;

	private OciSdk sdk = new OciSdk(properties(OciProperties.Auth.NONE, null));

	@BeforeEach
	void openSdk() {
		this.sdk = new OciSdk(properties(OciProperties.Auth.CONFIG_FILE, USER.write(this.directory).toString()));
		answer(taken());
	}

	@AfterEach
	void closeSdk() {
		this.sdk.close();
	}

	@Override
	protected Notifier notifier() {
		return notifier(settings());
	}

	@Override
	protected List<String> keys() {
		return requests().stream().map((request) -> request.getHeader("opc-request-id")).toList();
	}

	@Override
	protected List<String> secrets() {
		return List.of();
	}

	@Test
	void deliverPutsKeyAndExactBytes() {
		assertThat(deliver(notifier(), MESSAGE)).isEqualTo(Outcome.delivered());
		LoggedRequest request = requests().getFirst();
		assertThat(request.getUrl()).isEqualTo("/20180418/streams/" + ID + "/messages");
		assertThat(request.getHeader("Authorization")).startsWith("Signature ");
		assertThat(request.containsHeader("Expect")).isFalse();
		assertThat(request.getHeader("opc-request-id")).isEqualTo(MESSAGE.id().toString().replace("-", ""));
		JsonNode messages = messages(request);
		assertThat(messages).hasSize(1);
		assertThat(text(messages.get(0), "key")).isEqualTo(MESSAGE.orderingKey()).startsWith("resource:ocid1.");
		assertThat(bytes(messages.get(0), "value")).isEqualTo(MESSAGE.body().bytes());
	}

	@Test
	void deliverPutsBatchInItsOrder() {
		List<Message> batch = Fixtures.names().stream().map(Fixtures::message).toList();
		assertThat(deliver(batch)).isEqualTo(Outcome.delivered());
		assertThat(requests()).singleElement()
			.satisfies((request) -> assertThat(messages(request)).extracting((entry) -> Body.of(bytes(entry, "value")))
				.isEqualTo(batch.stream().map(Message::body).toList()));
	}

	@Test
	void deliverWhenPartOfBatchPutsTheseRecords() {
		Message batch = Fixtures.parse("[1.50,%s,2]".formatted(Fixtures.body("log.audit").text()));
		assertThat(deliver(notifier(), batch.part(new Message.Records("1,3")))).isEqualTo(Outcome.delivered());
		assertThat(text(messages(requests().getFirst()).get(0), "value")).isEqualTo("[1.50,2]");
	}

	@Test
	void deliverWhenKeyIsTooLongDigestsIt() {
		String longest = "x".repeat(246);
		String tooLong = "é".repeat(129);
		assertThat(deliver(Stream.of(longest, tooLong).map(StreamingNotifierTests::about).toList()))
			.isEqualTo(Outcome.delivered());
		JsonNode messages = messages(requests().getFirst());
		assertThat(text(messages.get(0), "key")).isEqualTo(about(longest).orderingKey()).hasSize(255);
		assertThat(text(messages.get(1), "key")).isEqualTo("long:" + Sha256.hex(about(tooLong).orderingKey()));
	}

	@Test
	void deliverWhenBatchIsLargerThanRequestCarriesTheFirst() {
		List<Message> batch = Stream.of(400_000, 600_000, 100_000, 10).map((size) -> sized("m" + size, size)).toList();
		assertThat(deliver(batch)).isEqualTo(Outcome.each(List.of(Outcome.delivered(), Outcome.delivered())));
		assertThat(messages(requests().getFirst())).extracting((entry) -> bytes(entry, "value").length)
			.containsExactly(400_000, 600_000);
	}

	@Test
	void deliverWhenBatchIsLargerThanRequestJudgesTheFirstOnly() {
		List<Message> batch = Stream.of(500_000, 500_001, 500_002).map((size) -> sized("m" + size, size)).toList();
		answer(oci(503, "ServiceUnavailable"));
		assertThat(deliver(batch).each(3)).hasSize(2)
			.allMatch((outcome) -> outcome instanceof Outcome.Retry retry && retry.reason() == Reason.SERVER);
		answer(oci(400, "InvalidParameter"));
		assertThat(deliver(batch)).as("each is to be tried alone").isInstanceOf(Outcome.Rejected.class);
	}

	@Test
	void deliverTakesWhatARequestHoldsAndNoByteMore() {
		int key = MESSAGE.id().toString().length();
		assertThat(deliver(notifier(), sized("m", StreamingNotifier.MAX_BYTES - key))).isEqualTo(Outcome.delivered());
		Message tooLarge = sized("m", StreamingNotifier.MAX_BYTES - key + 1);
		Outcome.Rejected refused = new Outcome.Rejected(Reason.RENDERING,
				"the message has 1048577 bytes with its key, and a stream takes 1048576");
		assertThat(deliver(notifier(), tooLarge)).isEqualTo(refused);
		assertThat(deliver(List.of(tooLarge, MESSAGE))).isEqualTo(Outcome.each(List.of(refused)));
		assertThat(deliver(List.of(MESSAGE, tooLarge))).isEqualTo(Outcome.each(List.of(Outcome.delivered())));
		assertThat(requests()).hasSize(2);
	}

	@Test
	void deliverWhenSomeAreThrottledJudgesEach() {
		answer(WireMock.okJson("""
				{"failures": 1, "entries": [{"error": "429", "errorMessage": "Request was throttled"},
				 {"partition": "0", "offset": 1, "timestamp": "2026-03-01T12:34:56.789Z"},
				 {"partition": "1", "offset": 1, "timestamp": "2026-03-01T12:34:56.789Z"}]}
				""").withHeader("opc-request-id", "q"));
		Outcome outcome = deliver(List.of(about("a"), about("b"), about("a")));
		assertThat(outcome.each(3)).extracting(Outcome.OfOne::toString)
			.satisfiesExactly((first) -> assertThat(first).startsWith("Retry[reason=RATE_LIMITED"),
					(second) -> assertThat(second).isEqualTo("Delivered[]"),
					(third) -> assertThat(third).startsWith("Retry[reason=RATE_LIMITED").contains("sent again"));
	}

	@Test
	void deliverLooksTheEndpointUpOnce() {
		answerLookup("{\"id\":\"%s\",\"messagesEndpoint\":\"%s\"}".formatted(ID, SERVER.baseUrl()));
		StreamingSettings settings = new StreamingSettings(ID, Duration.ofSeconds(20), null, SERVER.baseUrl());
		Notifier notifier = notifier(settings);
		for (int i = 0; i < 3; i++) {
			assertThat(deliver(notifier, MESSAGE)).isEqualTo(Outcome.delivered());
		}
		assertThat(requests()).extracting((request) -> request.getMethod().getName())
			.containsExactly("GET", "POST", "POST", "POST");
		assertThat(new StreamingNotifierFactory(this.sdk).timeout(settings)).isEqualTo(Duration.ofSeconds(35));
		assertThat(new StreamingNotifierFactory(this.sdk).timeout(settings())).isEqualTo(Duration.ofSeconds(25));
	}

	@Test
	void deliverWhenStreamHasNoEndpointYetLooksItUpAgain() {
		Notifier notifier = notifier(new StreamingSettings(ID, Duration.ofSeconds(20), null, SERVER.baseUrl()));
		answerLookup("{\"id\":\"%s\",\"lifecycleState\":\"CREATING\"}".formatted(ID));
		assertThat(deliver(notifier, MESSAGE).toString()).startsWith("Retry[reason=SERVER")
			.contains("no messages endpoint");
		answerLookup("{\"id\":\"%s\",\"messagesEndpoint\":\"%s\"}".formatted(ID, SERVER.baseUrl()));
		assertThat(deliver(notifier, MESSAGE)).isEqualTo(Outcome.delivered());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"id\":", "\"x\"" })
	void deliverWhenLookupIsAnsweredWithGarbageRetriesLikeInAnOutage(String body) {
		answerLookup(body);
		Notifier notifier = notifier(new StreamingSettings(ID, Duration.ofSeconds(20), null, SERVER.baseUrl()));
		assertThat(deliver(notifier, MESSAGE).toString()).startsWith("Retry[reason=PROXY");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			401, NotAuthenticated,        Rejected, AUTH
			404, NotAuthorizedOrNotFound, Rejected, AUTH
			400, InvalidParameter,        Rejected, CLIENT
			413, RequestEntityTooLarge,   Rejected, CLIENT
			409, IncorrectState,          Retry,    SERVER
			429, TooManyRequests,         Retry,    RATE_LIMITED
			500, InternalServerError,     Retry,    SERVER
			503, ServiceUnavailable,      Retry,    SERVER
			""")
	void deliverWhenOciRefusesTellsItsCode(int status, String code, String outcome, Reason reason) {
		answer(oci(status, code));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("%s[reason=%s".formatted(outcome, reason))
			.contains("HTTP %d %s: told (opc-request-id q/1)".formatted(status, code));
		assertThat(requests()).hasSize(1);
	}

	@Test
	void deliverWhenPolicyIsMissingNamesIt() {
		answer(oci(404, "NotAuthorizedOrNotFound"));
		assertThat(deliver(notifier(), MESSAGE).toString()).contains("use stream-push", "read streams");
	}

	@ParameterizedTest
	@CsvSource({ "200, PROXY", "302, PROXY", "403, PROXY", "407, PROXY", "503, SERVER" })
	void deliverWhenProxyAnswersRetries(int status, Reason reason) {
		answer(WireMock.aResponse().withStatus(status).withHeader("Location", "/login").withBody("<html>secret"));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("Retry[reason=" + reason)
			.doesNotContain("secret");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "[]", "\"x\"", "{\"failures\":0}", "{\"failures\":0,\"entries\":[]}",
			"{\"failures\":0,\"entries\":[null]}", "{\"failures\":1,\"entries\":[{\"offset\":1}]}", "{\"failures\":",
			"{\"failures\":0,\"entries\":{}}" })
	void deliverWhenAnswerIsGarbageRetries(String body) {
		answer(WireMock.okJson(body).withHeader("opc-request-id", "q"));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("Retry[reason=UNRECOGNIZED");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE", "MALFORMED_RESPONSE_CHUNK" })
	void deliverWhenConnectionBreaksRetries(Fault fault) {
		answer(WireMock.aResponse().withFault(fault));
		assertThat(deliver(notifier(), MESSAGE)).isInstanceOf(Outcome.Retry.class);
		assertThat(requests()).hasSizeLessThan(2);
	}

	@Test
	void deliverWhenStreamIsSilentTimesOut() {
		answer(taken().withFixedDelay(5_000));
		assertThat(deliver(notifier(new StreamingSettings(ID, Duration.ofMillis(100), SERVER.baseUrl(), null)), MESSAGE)
			.toString()).startsWith("Retry[reason=TIMEOUT");
	}

	@Test
	void previewShowsKeyAndValue() {
		assertThat(notifier().preview(notification(MESSAGE))).hasValueSatisfying((preview) -> assertThat(preview)
			.isEqualToNormalizingNewlines("key: " + MESSAGE.orderingKey() + "\n" + MESSAGE.body().text()));
	}

	@Test
	void createWithoutCredentialsNamesBothProperties() {
		OciSdk none = new OciSdk(properties(OciProperties.Auth.NONE, null));
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new StreamingNotifierFactory(none).create(DESTINATION, settings()))
			.withMessageContaining("relay.notifier.contract.test")
			.withMessageContaining("relay.oci.auth");
	}

	private static OciProperties properties(OciProperties.Auth auth, @Nullable String file) {
		return new OciProperties(auth, file, OciUser.PROFILE, null, null);
	}

	private static StreamingSettings settings() {
		return new StreamingSettings(ID, Duration.ofSeconds(20), SERVER.baseUrl() + "/", null);
	}

	private Notifier notifier(StreamingSettings settings) {
		return new StreamingNotifierFactory(this.sdk).create(DESTINATION, settings);
	}

	private static ResponseDefinitionBuilder taken() {
		return WireMock.okJson(TAKEN).withHeader("opc-request-id", "q").withTransformers("response-template");
	}

	private static ResponseDefinitionBuilder oci(int status, String code) {
		return WireMock.jsonResponse("{\"code\":\"%s\",\"message\":\"told\"}".formatted(code), status)
			.withHeader("opc-request-id", "q/1");
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.post(WireMock.anyUrl()).willReturn(answer));
	}

	private static void answerLookup(String stream) {
		SERVER.stubFor(WireMock.get("/20180418/streams/" + ID)
			.willReturn(WireMock.okJson(stream).withHeader("opc-request-id", "q")));
	}

	private static List<LoggedRequest> requests() {
		return SERVER.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> LoggedRequest.createFrom(event.getRequest()))
			.toList();
	}

	private static JsonNode messages(LoggedRequest request) {
		try {
			return JsonMapper.builder().build().readTree(request.getBody()).get("messages");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] bytes(JsonNode entry, String field) {
		return Base64.getDecoder().decode(entry.get(field).textValue());
	}

	private static String text(JsonNode entry, String field) {
		return new String(bytes(entry, field), StandardCharsets.UTF_8);
	}

	private static Message about(String resource) {
		return MessageFixtures.event("e-" + resource.length() + resource.charAt(0), resource, Fixtures.RECEIVED_AT,
				Fixtures.RECEIVED_AT);
	}

	private static Message sized(String name, int bytes) {
		return Fixtures.message(name, Body.of("x".repeat(bytes).getBytes(StandardCharsets.UTF_8)));
	}

	private Outcome deliver(List<Message> batch) {
		return notifier().deliver(batch.stream().map(StreamingNotifierTests::notification).toList());
	}

	private static Notification notification(Message message) {
		return new Notification(message, DESTINATION, "all", PresentationOverrides.NONE);
	}

}
