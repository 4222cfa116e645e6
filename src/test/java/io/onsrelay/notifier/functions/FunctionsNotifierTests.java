package io.onsrelay.notifier.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierContract;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.standin.OciUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FunctionsNotifierTests extends NotifierContract {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final String ID = "ocid1.fnfunc.oc1.phx.aaaa";

	private static final Message MESSAGE = Fixtures.message("computeapi.instanceaction.stop.end");

	@TempDir
	private Path directory;

	private OciSdk sdk = new OciSdk(new OciProperties(OciProperties.Auth.NONE, null, "DEFAULT", null, null));

	@BeforeEach
	void open() {
		this.sdk = new OciSdk(new OciProperties(OciProperties.Auth.CONFIG_FILE,
				new OciUser().write(this.directory).toString(), OciUser.PROFILE, null, null));
		answer(WireMock.aResponse().withHeader("opc-request-id", "q"));
	}

	@Override
	protected Notifier notifier() {
		return factory().create(DESTINATION, settings(FunctionsSettings.Mode.SYNC));
	}

	@Override
	protected List<String> keys() {
		return requests().stream().map((request) -> request.getHeader("opc-request-id")).toList();
	}

	@Override
	protected List<String> secrets() {
		return OciUser.secrets(this.directory);
	}

	@AfterEach
	void close() {
		this.sdk.close();
	}

	@Test
	void deliverSendsTheExactBody() {
		answer(WireMock.aResponse().withHeader("opc-request-id", "q").withBody("result"));
		assertThat(deliver(FunctionsSettings.Mode.SYNC)).isEqualTo(Outcome.delivered());
		LoggedRequest request = requests().getFirst();
		assertThat(request.getBody()).isEqualTo(MESSAGE.body().bytes());
		assertThat(request.getUrl()).isEqualTo("/20181201/functions/" + ID + "/actions/invoke");
		assertThat(request.getHeader("fn-invoke-type")).isEqualTo("sync");
		assertThat(request.containsHeader("Expect")).isFalse();
	}

	@Test
	void deliverWhenPartOfBatchSendsTheseRecords() {
		answer(WireMock.aResponse().withHeader("opc-request-id", "q"));
		String record = Fixtures.body("log.audit").text();
		Message batch = Fixtures.parse("[1.50,%s,2]".formatted(record)).part(new Message.Records("1,3"));
		assertThat(deliver(FunctionsSettings.Mode.SYNC, batch)).isEqualTo(Outcome.delivered());
		assertThat(requests().getFirst().getBodyAsString()).isEqualTo("[1.50,2]");
	}

	@Test
	void deliverLooksTheEndpointUpOnce() {
		answer(WireMock.aResponse().withHeader("opc-request-id", "q"));
		SERVER.stubFor(WireMock.get(WireMock.anyUrl())
			.willReturn(WireMock.okJson("{\"invokeEndpoint\":\"%s\"}".formatted(SERVER.baseUrl()))));
		FunctionsSettings settings = new FunctionsSettings(ID, FunctionsSettings.Mode.SYNC, Duration.ofSeconds(20),
				null, SERVER.baseUrl());
		FunctionsNotifierFactory factory = factory();
		Notifier notifier = factory.create(DESTINATION, settings);
		for (int i = 0; i < 3; i++) {
			assertThat(notifier.deliver(List.of(notification(MESSAGE)))).isEqualTo(Outcome.delivered());
		}
		assertThat(requests()).extracting((request) -> request.getMethod().getName())
			.containsExactly("GET", "POST", "POST", "POST");
		assertThat(factory.timeout(settings)).isEqualTo(Duration.ofSeconds(35));
	}

	@ParameterizedTest
	@CsvSource({ "Fn-Call-Id, 01J, Delivered", "X-Cache, none, 'Retry[reason=UNRECOGNIZED'",
			"Content-Type, text/html;charset=utf-8, 'Retry[reason=PROXY'" })
	void deliverWhenSuccessHasNoRequestIdIsGivenUpUnlessFnAnswers(String header, String value, String outcome) {
		answer(WireMock.aResponse().withHeader(header, value).withBody("done"));
		assertThat(deliver(FunctionsSettings.Mode.SYNC).toString()).startsWith(outcome);
	}

	@Test
	void previewHidesWhatTheFunctionGets() {
		Message message = Fixtures.parse("{\"password\": \"nobody-may-see\"}");
		assertThat(notifier().preview(notification(message)))
			.hasValueSatisfying((preview) -> assertThat(preview).contains("password").doesNotContain("nobody-may-see"));
		deliver(FunctionsSettings.Mode.SYNC, message);
		assertThat(requests().getFirst().getBodyAsString()).contains("nobody-may-see");
	}

	@Test
	void deliverWhenLookupIsDeniedNamesThePolicyAndRejects() {
		SERVER.stubFor(WireMock.get(WireMock.anyUrl())
			.willReturn(WireMock.jsonResponse("{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"no\"}", 404)
				.withHeader("opc-request-id", "q/1")));
		FunctionsSettings settings = new FunctionsSettings(ID, FunctionsSettings.Mode.SYNC, Duration.ofSeconds(20),
				null, SERVER.baseUrl());
		assertThat(factory().create(DESTINATION, settings).deliver(List.of(notification(MESSAGE))).toString())
			.startsWith("Rejected[reason=AUTH")
			.contains("use fn-invocation", "read fn-function");
	}

	@Test
	void deliverWhenDetachedIsAcceptedDelivers() {
		answer(WireMock.aResponse().withStatus(202).withHeader("opc-request-id", "q"));
		assertThat(deliver(FunctionsSettings.Mode.DETACHED)).isEqualTo(Outcome.delivered());
		assertThat(requests().getFirst().getHeader("fn-invoke-type")).isEqualTo("detached");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			401, NotAuthenticated,              Rejected, AUTH
			404, NotAuthorizedOrNotFound,       Rejected, AUTH
			400, InvalidParameter,              Rejected, CLIENT
			413, RequestEntityTooLarge,         Rejected, CLIENT
			409, IncorrectState,                Retry,    SERVER
			429, TooManyRequests,               Retry,    RATE_LIMITED
			500, InternalServerError,           Retry,    SERVER
			502, FunctionInvokeExecutionFailed, Retry,    SERVER
			504, FunctionInvokeTimeout,         Retry,    SERVER
			""")
	void deliverWhenOciRefusesTellsItsCode(int status, String code, String outcome, Reason reason) {
		answer(WireMock.jsonResponse("{\"code\":\"%s\",\"message\":\"told\"}".formatted(code), status)
			.withHeader("opc-request-id", "q/1"));
		assertThat(deliver(FunctionsSettings.Mode.SYNC).toString())
			.startsWith("%s[reason=%s".formatted(outcome, reason))
			.contains("HTTP %d %s: told (opc-request-id q/1)".formatted(status, code));
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "200, UNRECOGNIZED", "302, PROXY", "403, PROXY", "407, PROXY", "503, SERVER" })
	void deliverWhenProxyAnswersRetries(int status, Reason reason) {
		answer(WireMock.aResponse().withStatus(status).withHeader("Location", "/login").withBody("<html>secret"));
		assertThat(deliver(FunctionsSettings.Mode.SYNC).toString()).startsWith("Retry[reason=" + reason)
			.doesNotContain("secret");
		assertThat(requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE" })
	void deliverWhenConnectionBreaksRetries(Fault fault) {
		answer(WireMock.aResponse().withFault(fault));
		assertThat(deliver(FunctionsSettings.Mode.SYNC).toString()).startsWith("Retry[reason=NETWORK");
		assertThat(requests()).hasSizeLessThan(2);
	}

	@Test
	void deliverWhenFunctionIsSilentTimesOut() {
		answer(WireMock.aResponse().withFixedDelay(5_000));
		FunctionsSettings settings = new FunctionsSettings(ID, FunctionsSettings.Mode.SYNC, Duration.ofMillis(100),
				SERVER.baseUrl(), null);
		assertThat(factory().create(DESTINATION, settings).deliver(List.of(notification(MESSAGE))).toString())
			.startsWith("Retry[reason=TIMEOUT");
	}

	@Test
	void createWithoutCredentialsNamesBothProperties() {
		OciSdk none = new OciSdk(new OciProperties(OciProperties.Auth.NONE, null, "DEFAULT", null, null));
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new FunctionsNotifierFactory(none, Presenters.standard()).create(DESTINATION,
					settings(FunctionsSettings.Mode.SYNC)))
			.withMessageContaining("relay.notifier.contract.test")
			.withMessageContaining("relay.oci.auth");
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(answer));
	}

	private static List<LoggedRequest> requests() {
		return SERVER.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> LoggedRequest.createFrom(event.getRequest()))
			.toList();
	}

	private static FunctionsSettings settings(FunctionsSettings.Mode mode) {
		return new FunctionsSettings(ID, mode, Duration.ofSeconds(20), SERVER.baseUrl(), null);
	}

	private Outcome deliver(FunctionsSettings.Mode mode) {
		return deliver(mode, MESSAGE);
	}

	private Outcome deliver(FunctionsSettings.Mode mode, Message message) {
		return factory().create(DESTINATION, settings(mode)).deliver(List.of(notification(message)));
	}

	private FunctionsNotifierFactory factory() {
		return new FunctionsNotifierFactory(this.sdk, Presenters.standard());
	}

	private static Notification notification(Message message) {
		return new Notification(message, DESTINATION, "all", PresentationOverrides.NONE);
	}

}
