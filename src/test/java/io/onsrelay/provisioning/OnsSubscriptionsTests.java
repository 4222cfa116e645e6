package io.onsrelay.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciProperties.Auth;
import io.onsrelay.provisioning.Subscriptions.SubscriptionState;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OnsSubscriptionsTests {

	private static final String ID = "ocid1.onssubscription.oc1.phx.aaaaprovisioning";

	private static final String PATH = "/20181201/subscriptions/" + ID;

	@RegisterExtension
	static final WireMockExtension ONS = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private static Path configFile;

	@BeforeAll
	static void writeConfigFile(@TempDir Path directory) throws IOException, GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
		Path keyFile = directory.resolve("key.pem");
		Files.writeString(keyFile, "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(key)));
		configFile = Files.writeString(directory.resolve("config"), """
				[TEST]
				user=ocid1.user.oc1..aaaatest
				fingerprint=00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff
				tenancy=ocid1.tenancy.oc1..aaaatest
				region=eu-frankfurt-1
				key_file=%s
				""".formatted(keyFile));
	}

	@ParameterizedTest
	@CsvSource({ "ACTIVE, ACTIVE", "PENDING, PENDING", "DELETED, DELETED" })
	void stateWhenOnsAnswersIsThatState(String lifecycleState, SubscriptionState state) {
		ONS.stubFor(WireMock.get(PATH).willReturn(subscription(lifecycleState)));
		assertThat(state()).contains(state);
	}

	@Test
	void stateSignsTheRequest() {
		ONS.stubFor(WireMock.get(PATH).willReturn(subscription("ACTIVE")));
		state();
		ONS.verify(WireMock.getRequestedFor(WireMock.urlEqualTo(PATH))
			.withHeader("Authorization",
					WireMock.matching("Signature .*keyId=\"ocid1.tenancy.oc1..aaaatest/ocid1.user.oc1..aaaatest/.*")));
	}

	@Test
	void stateWhenOnsFailsOnceTriesAgain() {
		ONS.stubFor(WireMock.get(PATH)
			.inScenario("busy")
			.willReturn(WireMock.aResponse().withStatus(503))
			.willSetStateTo("free"));
		ONS.stubFor(
				WireMock.get(PATH).inScenario("busy").whenScenarioStateIs("free").willReturn(subscription("ACTIVE")));
		assertThat(state()).contains(SubscriptionState.ACTIVE);
	}

	@ParameterizedTest
	@CsvSource({ "401, NotAuthenticated, fingerprint", "404, NotAuthorizedOrNotFound, policy",
			"400, InvalidParameter, repeated" })
	void stateWhenOnsRejectsTheQueryIsEmptyAndLogsAdvice(int status, String code, String advice,
			CapturedOutput output) {
		ONS.stubFor(WireMock.get(PATH)
			.willReturn(WireMock.okJson("{\"code\":\"%s\",\"message\":\"no\"}".formatted(code)).withStatus(status)));
		assertThat(state()).isEmpty();
		assertThat(output.getAll().lines().filter((line) -> line.contains("can't be queried"))).singleElement()
			.asString()
			.contains(String.valueOf(status), code, advice);
	}

	@Test
	void resendConfirmationAsksOns() {
		ONS.stubFor(WireMock.post(PATH + "/resendConfirmation").willReturn(subscription("PENDING")));
		assertThat(resend()).isTrue();
	}

	@Test
	void resendConfirmationWhenOnsRejectsItLogsAdvice(CapturedOutput output) {
		ONS.stubFor(WireMock.post(PATH + "/resendConfirmation")
			.willReturn(WireMock.okJson("{\"code\":\"NotAuthorizedOrNotFound\",\"message\":\"no\"}").withStatus(404)));
		assertThat(resend()).isFalse();
		assertThat(output).contains("ONS can't resend the confirmation of subscription " + ID)
			.contains("allow this principal to use ons-topics");
	}

	@Test
	void stateWhenConfigFileIsMissingIsEmptyAndNamesTheProperty(CapturedOutput output) {
		assertThat(state(Auth.CONFIG_FILE, "/does/not/exist", null)).isEmpty();
		assertThat(output).contains("relay.oci");
	}

	@Test
	void stateWhenRegionIsUnknownIsEmpty(CapturedOutput output) {
		try (OnsSubscriptions subscriptions = new OnsSubscriptions(
				new OciProperties(Auth.CONFIG_FILE, configFile.toString(), "TEST", null, null))) {
			assertThat(subscriptions.state("ocid1.onssubscription.oc1.nowhere.aaaa")).isEmpty();
		}
		assertThat(output).contains("nowhere");
	}

	private static ResponseDefinitionBuilder subscription(String state) {
		return WireMock.okJson("""
				{"id": "%s", "topicId": "ocid1.onstopic.oc1.phx.aaaa", "protocol": "CUSTOM_HTTPS",
				 "endpoint": "https://relay.test/ons", "lifecycleState": "%s", "createdTime": 1770000000000,
				 "etag": "e", "somethingNew": {"a": 1}}
				""".formatted(ID, state));
	}

	private static boolean resend() {
		try (OnsSubscriptions subscriptions = new OnsSubscriptions(
				new OciProperties(Auth.CONFIG_FILE, configFile.toString(), "TEST", ONS.baseUrl(), null))) {
			return subscriptions.resendConfirmation(ID);
		}
	}

	private static Optional<SubscriptionState> state() {
		return state(Auth.CONFIG_FILE, configFile.toString(), ONS.baseUrl());
	}

	private static Optional<SubscriptionState> state(Auth auth, String file, @Nullable String endpoint) {
		try (OnsSubscriptions subscriptions = new OnsSubscriptions(
				new OciProperties(auth, file, "TEST", endpoint, null))) {
			return subscriptions.state(ID);
		}
	}

}
