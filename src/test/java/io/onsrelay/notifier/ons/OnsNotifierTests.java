package io.onsrelay.notifier.ons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
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
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierContract;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.Rate;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.standin.OciUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OnsNotifierTests extends NotifierContract {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final String ID = "ocid1.onstopic.oc1.phx.bbbb";

	private static final Message MESSAGE = Fixtures.message("computeapi.instanceaction.stop.end");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private Path directory;

	private OciUser user = new OciUser();

	private OciSdk sdk = sdk(OciProperties.Auth.NONE, null);

	@BeforeEach
	void open() {
		this.user = new OciUser();
		this.sdk = sdk(OciProperties.Auth.CONFIG_FILE, this.user.write(this.directory).toString());
		answer(taken());
		answer(WireMock.get(WireMock.anyUrl()), topic());
	}

	@AfterEach
	void close() {
		this.sdk.close();
	}

	@Override
	protected Notifier notifier() {
		return notifier(Duration.ofSeconds(20));
	}

	@Override
	protected List<String> keys() {
		return requests().stream().map((request) -> request.getHeader("opc-request-id")).toList();
	}

	@Override
	protected List<String> secrets() {
		return OciUser.secrets(this.directory);
	}

	@Test
	void deliverPublishesTitleAndBodySigned() {
		assertThat(deliver(notifier(), MESSAGE)).isEqualTo(Outcome.delivered());
		LoggedRequest request = requests().getFirst();
		assertThat(request.getUrl()).isEqualTo("/20181201/topics/" + ID + "/messages");
		assertThat(request.getHeader("messageType")).isEqualTo("RAW_TEXT");
		assertThat(request.getHeader("opc-request-id"))
			.isEqualTo(MESSAGE.id().toString().replace("-", "").toUpperCase(Locale.ROOT));
		assertThat(request.containsHeader("Expect")).isFalse();
		assertThat(request.getHeader("Authorization")).startsWith("Signature ");
		JsonNode sent = sent(request);
		assertThat(sent.fieldNames()).toIterable().containsExactlyInAnyOrder("title", "body");
		assertThat(sent.path("title").textValue()).isEqualTo(Presenters.standard().present(MESSAGE).title());
		assertThat(sent.path("body").textValue()).isEqualTo(HopMark.write(MESSAGE.body().text(), 1));
	}

	@Test
	void deliverLooksTheEndpointUpOnce() {
		Notifier notifier = notifier();
		for (int i = 0; i < 3; i++) {
			assertThat(deliver(notifier, MESSAGE)).isEqualTo(Outcome.delivered());
		}
		SERVER.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/20181201/topics/" + ID)));
		assertThat(requests()).hasSize(3);
		assertThat(factory().timeout(settings(Duration.ofSeconds(20)))).isEqualTo(Duration.ofSeconds(35));
	}

	@Test
	void deliverWhenLookupIsDeniedNamesThePolicyAndIsMadeAgain() {
		answer(WireMock.get(WireMock.anyUrl()),
				WireMock.jsonResponse("{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"no\"}", 404)
					.withHeader("opc-request-id", "q/1"));
		Notifier notifier = notifier();
		assertThat(deliver(notifier, MESSAGE).toString()).startsWith("Rejected[reason=AUTH").contains("use ons-topics");
		answer(WireMock.get(WireMock.anyUrl()), topic());
		assertThat(deliver(notifier, MESSAGE)).isEqualTo(Outcome.delivered());
	}

	@Test
	void deliverWhenMessageComesFromTheTopicItselfSendsNothing() {
		OnsSettings settings = new OnsSettings(Fixtures.TOPIC, SERVER.baseUrl(), Duration.ofSeconds(20));
		assertThat(deliver(factory().create(DESTINATION, settings), MESSAGE).toString())
			.startsWith("Skipped[reason=UNSUITABLE");
		assertThat(requests()).isEmpty();
	}

	/**
	 * Text has no id of its own, so that no relay sees that it has it already.
	 */
	@ParameterizedTest
	@CsvSource({ "disk full", "'{\"disk\":\"full\"}'", "'[{\"disk\":\"full\"},2]'", "'[1,2]'", "'{\"disk\":'" })
	void deliverWhenTopicsFormALoopRejectsTheFourthHop(String text) {
		Notifier notifier = notifier();
		List<Outcome> outcomes = new ArrayList<>();
		String body = text;
		for (int i = 0; i < 4; i++) {
			outcomes.add(deliver(notifier, Fixtures.parse(body)));
			body = sent(requests().getLast()).path("body").textValue();
		}
		assertThat(outcomes.subList(0, 3)).containsOnly(Outcome.delivered());
		assertThat(outcomes.getLast().toString()).startsWith("Rejected[reason=RENDERING").contains("3 times", "loop");
		assertThat(requests()).hasSize(3);
	}

	@Test
	void deliverSendsExactBytesAndPreviewHidesSecrets() {
		Message message = Fixtures.parse("{\"password\": \"nobody-may-see\"}");
		deliver(notifier(), message);
		JsonNode sent = sent(requests().getFirst());
		assertThat(sent.path("body").textValue()).contains("nobody-may-see");
		assertThat(sent.path("title").textValue()).doesNotContain("nobody-may-see");
		assertThat(notifier().preview(notification(message)))
			.hasValueSatisfying((preview) -> assertThat(preview).contains("password", "\"onsRelayHops\":1")
				.doesNotContain("nobody-may-see"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"€\"", "\u0001\n", "\ud83d\ude80", "</é>" })
	void deliverOfLargeMessageStaysWithinTheLimit(String characters) {
		assertThat(deliver(notifier(), Fixtures.parse(characters.repeat(40_000)))).isEqualTo(Outcome.delivered());
		assertThat(requests().getFirst().getBody()).hasSizeBetween(Publication.MAX_BYTES - 8, Publication.MAX_BYTES);
	}

	@Test
	void rateIsThatOfATopic() {
		assertThat(notifier().rate()).isEqualTo(Rate.of("60/m"));
		assertThat(factory().muteable()).isFalse();
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
		answer(WireMock.jsonResponse("{\"code\":\"%s\",\"message\":\"told\"}".formatted(code), status)
			.withHeader("opc-request-id", "q/1"));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("%s[reason=%s".formatted(outcome, reason))
			.contains("HTTP %d %s: told (opc-request-id q/1)".formatted(status, code));
		assertThat(requests()).hasSize(1);
	}

	@Test
	void deliverWhenPolicyIsMissingNamesIt() {
		answer(WireMock.jsonResponse("{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"no\"}", 404)
			.withHeader("opc-request-id", "q/1"));
		assertThat(deliver(notifier(), MESSAGE).toString())
			.contains("allow this principal to use ons-topics in the compartment of the topic");
	}

	@ParameterizedTest
	@CsvSource({ "200, PROXY", "302, PROXY", "403, PROXY", "407, PROXY", "503, SERVER" })
	void deliverWhenProxyAnswersRetries(int status, Reason reason) {
		answer(WireMock.aResponse()
			.withStatus(status)
			.withHeader("Location", "/login")
			.withHeader("Content-Type", "text/html")
			.withBody("<html>secret"));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("Retry[reason=" + reason)
			.doesNotContain("secret");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "'{\"messageId\":\"m\"}', Delivered", "'{\"ok\":true}', 'Retry[reason=UNRECOGNIZED'" })
	void deliverWhenSuccessHasNoRequestIdNeedsTheIdOfTheMessage(String body, String outcome) {
		answer(WireMock.okJson(body));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE" })
	void deliverWhenConnectionBreaksRetries(Fault fault) {
		answer(WireMock.aResponse().withFault(fault));
		assertThat(deliver(notifier(), MESSAGE).toString()).startsWith("Retry[reason=NETWORK");
		assertThat(requests()).hasSizeLessThan(2);
	}

	@Test
	void deliverWhenTopicIsSilentTimesOut() {
		answer(WireMock.aResponse().withFixedDelay(5_000));
		assertThat(deliver(notifier(Duration.ofMillis(100)), MESSAGE).toString()).startsWith("Retry[reason=TIMEOUT");
	}

	@Test
	void createWithoutCredentialsNamesBothProperties() {
		OnsNotifierFactory factory = new OnsNotifierFactory(sdk(OciProperties.Auth.NONE, null), Presenters.standard());
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> factory.create(DESTINATION, settings(Duration.ofSeconds(1))))
			.withMessageContaining("relay.notifier.contract.test")
			.withMessageContaining("relay.oci.auth");
	}

	private static OciSdk sdk(OciProperties.Auth auth, @Nullable String file) {
		return new OciSdk(new OciProperties(auth, file, OciUser.PROFILE, null, null));
	}

	private OnsNotifierFactory factory() {
		return new OnsNotifierFactory(this.sdk, Presenters.standard());
	}

	private Notifier notifier(Duration timeout) {
		return factory().create(DESTINATION, settings(timeout));
	}

	private static OnsSettings settings(Duration timeout) {
		return new OnsSettings(ID, SERVER.baseUrl(), timeout);
	}

	private static Notification notification(Message message) {
		return new Notification(message, DESTINATION, "all", PresentationOverrides.NONE);
	}

	private static ResponseDefinitionBuilder taken() {
		return WireMock.jsonResponse("{\"messageId\":\"m\",\"timeStamp\":\"2026-03-01T12:00:00Z\"}", 202)
			.withHeader("opc-request-id", "q");
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		answer(WireMock.post(WireMock.anyUrl()), answer);
	}

	private static void answer(MappingBuilder request, ResponseDefinitionBuilder answer) {
		SERVER.stubFor(request.willReturn(answer));
	}

	private static ResponseDefinitionBuilder topic() {
		return WireMock.jsonResponse("{\"topicId\":\"%s\",\"apiEndpoint\":\"%s\"}".formatted(ID, SERVER.baseUrl()), 200)
			.withHeader("opc-request-id", "q");
	}

	private static List<LoggedRequest> requests() {
		return SERVER.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> LoggedRequest.createFrom(event.getRequest()))
			.filter((request) -> request.getMethod().isOneOf(RequestMethod.POST))
			.toList();
	}

	private static JsonNode sent(LoggedRequest request) {
		try {
			return JSON.readTree(request.getBody());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
