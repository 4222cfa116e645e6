package io.onsrelay.audit.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.standin.OciUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CheckpointBucket} with the client of Oracle's SDK.
 */
class CheckpointBucketTests {

	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final OciUser USER = new OciUser();

	private static final String OBJECTS = "/n/tenancy/b/audit/o/";

	private static final String NAME = "relay/checkpoint-000000000042";

	private static final String NOTE = "text\n\n— name AAAAAAA=\n";

	@TempDir
	private Path directory;

	private OciSdk sdk = new OciSdk(properties(OciProperties.Auth.NONE, null));

	@BeforeEach
	void openSdk() {
		this.sdk = new OciSdk(properties(OciProperties.Auth.CONFIG_FILE, USER.write(this.directory).toString()));
	}

	@AfterEach
	void closeSdk() {
		this.sdk.close();
	}

	@Test
	void putNeverReplaces() throws IOException {
		answerPut(WireMock.ok().withHeader("opc-request-id", "one"));
		put();
		LoggedRequest request = requests().getFirst();
		assertThat(request.getUrl().replace("%2F", "/")).isEqualTo(OBJECTS + NAME);
		assertThat(request.getHeader("If-None-Match")).isEqualTo("*");
		assertThat(request.getHeader("Authorization")).startsWith("Signature ");
		assertThat(request.getHeader("Content-Type")).startsWithIgnoringCase("text/plain;");
		assertThat(request.containsHeader("Expect")).isFalse();
		assertThat(request.getBody()).isEqualTo(bytes());
	}

	@Test
	void putWhenTheSameIsThereIsDone() throws IOException {
		answerPut(failure(412, "IfNoneMatchFailed"));
		answerGet(NOTE);
		put();
		assertThat(requests()).extracting((request) -> request.getMethod().value()).containsExactly("PUT", "GET");
	}

	@Test
	void putWhenAnotherIsThereFails() {
		answerPut(failure(412, "IfNoneMatchFailed"));
		answerGet(NOTE + "more");
		assertFailure().withMessageContainingAll("the bucket has another checkpoint 42", "relay.audit.bucket.prefix");
	}

	@Test
	void failuresSayWhatToDo() {
		answerPut(failure(404, "BucketNotFound"));
		assertFailure().withMessageContainingAll("HTTP 404 BucketNotFound (opc-request-id some-id)",
				"the bucket audit in the namespace tenancy is gone", "OBJECT_CREATE");
		answerPut(failure(401, "NotAuthenticated"));
		assertFailure().withMessageContainingAll("HTTP 401 NotAuthenticated", "check relay.oci.auth");
		answerPut(failure(503, "ServiceUnavailable"));
		assertFailure().withMessage("HTTP 503 ServiceUnavailable (opc-request-id some-id)");
		answerPut(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		assertFailure().withMessageStartingWith("Object Storage was not reached");
		assertThat(requests()).as("the SDK itself tries nothing again").hasSize(4);
	}

	@Test
	void failuresShowNoSecret() {
		answerPut(failure(404, "BucketNotFound"));
		assertFailure().satisfies((ex) -> assertThat(ex.toString()).doesNotContain(OciUser.secrets(this.directory)));
		OciSdk none = new OciSdk(properties(OciProperties.Auth.CONFIG_FILE, this.directory + "/missing"));
		assertThatExceptionOfType(BucketException.class).isThrownBy(() -> bucket(none).put(42, bytes()))
			.withMessageStartingWith("there are no credentials for OCI");
	}

	@Test
	void readAllReadsEveryPageInOrder() throws IOException {
		SERVER.stubFor(WireMock.get(WireMock.urlPathEqualTo("/n/tenancy/b/audit/o"))
			.withQueryParam("start", WireMock.equalTo("relay/checkpoint-000000000000"))
			.withQueryParam("prefix", WireMock.equalTo("relay/checkpoint-"))
			.willReturn(WireMock.okJson("""
					{"objects": [{"name": "relay/checkpoint-000000000041"}], "nextStartWith": "%s"}"""
				.formatted(NAME))));
		SERVER.stubFor(WireMock.get(WireMock.urlPathEqualTo("/n/tenancy/b/audit/o"))
			.withQueryParam("start", WireMock.equalTo(NAME))
			.willReturn(WireMock.okJson("{\"objects\": [{\"name\": \"%s\"}]}".formatted(NAME))));
		answerGet(NOTE);
		List<String> read = new ArrayList<>();
		bucket(this.sdk).readAll((name, note) -> read.add(name + ": " + new String(note, StandardCharsets.UTF_8)));
		assertThat(read).containsExactly("relay/checkpoint-000000000041: " + NOTE, NAME + ": " + NOTE);
	}

	@Test
	void namesSortByNumber() {
		CheckpointBucket bucket = bucket(this.sdk);
		assertThat(List.of(bucket.objectName(9), bucket.objectName(10), bucket.objectName(1_000_000_000))).isSorted();
	}

	private ThrowableAssertAlternative<BucketException> assertFailure() {
		return assertThatExceptionOfType(BucketException.class).isThrownBy(this::put);
	}

	private void put() throws IOException {
		bucket(this.sdk).put(42, bytes());
	}

	private static byte[] bytes() {
		return NOTE.getBytes(StandardCharsets.UTF_8);
	}

	private static CheckpointBucket bucket(OciSdk sdk) {
		return new CheckpointBucket(sdk, new AuditProperties.Bucket("tenancy", "audit", "relay/", SERVER.baseUrl()));
	}

	private static void answerPut(ResponseDefinitionBuilder answer) {
		SERVER.stubFor(WireMock.put(WireMock.urlPathMatching(OBJECTS + ".*")).willReturn(answer));
	}

	private static void answerGet(String note) {
		SERVER.stubFor(WireMock.get(WireMock.urlPathMatching(OBJECTS + ".*"))
			.willReturn(WireMock.ok(note).withHeader("Content-Type", "text/plain; charset=utf-8")));
	}

	private static ResponseDefinitionBuilder failure(int status, String code) {
		return WireMock.jsonResponse("{\"code\": \"%s\", \"message\": \"no\"}".formatted(code), status)
			.withHeader("opc-request-id", "some-id");
	}

	private static List<LoggedRequest> requests() {
		return SERVER.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> LoggedRequest.createFrom(event.getRequest()))
			.toList();
	}

	private static OciProperties properties(OciProperties.Auth auth, @Nullable String file) {
		return new OciProperties(auth, file, OciUser.PROFILE, null, null);
	}

}
