package io.onsrelay.signature.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.CertificateResult.RefusedUrl;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;
import io.onsrelay.standin.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Certificates}.
 */
class CertificatesTests {

	private static final Duration WAIT = Duration.ofSeconds(1);

	private static final String TOKEN = "SECRET-TOKEN";

	private final List<HttpCall> external = new ArrayList<>();

	private final List<HttpCall> anywhere = new ArrayList<>();

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private HttpResult response = answer(200, SigningKey.standIn().pem());

	private Instant now = Instant.parse("2026-03-01T12:00:00Z");

	private final Certificates certificates = certificates(Runnable::run);

	@Test
	void getFetchesOnceAndFromPublicAddressesOnly() {
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
		assertThat(this.external).singleElement()
			.satisfies((call) -> assertThat(call.uri().reveal()).isEqualTo(url("phoenix")));
		assertThat(this.anywhere).isEmpty();
	}

	@Test
	void getWhenOriginIsConfiguredMayCallInternalAddresses() {
		assertThat(this.certificates.get(url("x").replaceFirst("https://[^/]*", "http://127.0.0.1:9000"), WAIT))
			.isInstanceOf(FoundCertificate.class);
		assertThat(this.anywhere).hasSize(1);
		assertThat(this.external).isEmpty();
	}

	@Test
	void getWhenUrlIsNotOraclesCallsNothing() {
		assertThat(this.certificates.get("https://127.0.0.1/" + TOKEN, WAIT)).isInstanceOf(RefusedUrl.class);
		assertThat(this.external).isEmpty();
	}

	@Test
	void getWhenResponseIsNotTheCertificateSaysWhyWithoutTheToken() {
		this.response = answer(302, "");
		assertUnavailable("a", "responds with status 302");
		this.response = answer(404, "{}");
		assertUnavailable("b", "responds with status 404");
		this.response = answer(200, "<html>");
		assertUnavailable("c", "is no certificate");
		this.response = answer(200, SigningKey.standIn().pem() + " ".repeat(32 * 1024));
		assertUnavailable("d", "longer than 32768 bytes");
		this.response = new HttpResult.NoResponse(HttpResult.Cause.FORBIDDEN_ADDRESS,
				"The address is not a public one");
		assertUnavailable("e", "The address is not a public one (forbidden_address)");
	}

	private void assertUnavailable(String name, String explanation) {
		assertThat(get(name)).isInstanceOfSatisfying(UnavailableCertificate.class,
				(unavailable) -> assertThat(unavailable.explanation()).contains(explanation)
					.contains("objectstorage.us-phoenix-1.oraclecloud.com")
					.doesNotContain(TOKEN));
	}

	@Test
	void getAfterAFailureBacksOffLongerEachTime() {
		this.response = answer(503, "");
		get("phoenix");
		IntStream.range(0, 100).forEach((_) -> get("phoenix"));
		assertThat(this.external).hasSize(1);
		pass(Duration.ofSeconds(5));
		get("phoenix");
		assertThat(this.external).hasSize(2);
		for (int i = 0; i < 1000; i++) {
			pass(Duration.ofSeconds(5));
			get("phoenix");
		}
		assertThat(this.external.size()).as("calls in 83 minutes").isBetween(10, 60);
		this.response = answer(200, SigningKey.standIn().pem());
		pass(Duration.ofMinutes(10));
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
	}

	@Test
	void callsOfAMinuteAreBoundedAndAFloodDisplacesNoCertificate() {
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
		this.response = answer(404, "");
		IntStream.range(0, 10_000).forEach((i) -> get("flood-" + i));
		assertThat(this.external).hasSize(30);
		assertThat(get("flood-10001")).isInstanceOfSatisfying(UnavailableCertificate.class,
				(unavailable) -> assertThat(unavailable.explanation()).contains("30 certificates"));
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
	}

	@Test
	void getWhileACallIsInFlightWaitsForItAndMakesNoOther() {
		Certificates slow = certificates(this.waiting::add);
		assertThat(slow.get(url("phoenix"), Duration.ofMillis(1))).isInstanceOfSatisfying(UnavailableCertificate.class,
				(unavailable) -> assertThat(unavailable.explanation()).contains("no response within 1 ms"));
		slow.get(url("phoenix"), Duration.ofMillis(1));
		assertThat(this.waiting).hasSize(1);
		this.waiting.remove().run();
		assertThat(slow.get(url("phoenix"), Duration.ZERO)).isInstanceOf(FoundCertificate.class);
	}

	@Test
	void getAfterADayFetchesAgainAndKeepsWhatIsThere() {
		get("phoenix");
		pass(Duration.ofHours(24));
		this.response = answer(503, "");
		assertThat(get("phoenix")).isInstanceOf(FoundCertificate.class);
		assertThat(this.external).hasSize(2);
	}

	@Test
	void renewFetchesOnlyWhatIsNotNewAndTellsWhetherItIsAnother() {
		get("phoenix");
		SigningKey other = SigningKey.create(2048, this.now.minusSeconds(1), this.now.plus(Duration.ofDays(1)));
		this.response = answer(200, other.pem());
		assertThat(this.certificates.renew(url("phoenix"), WAIT)).isFalse();
		assertThat(this.external).hasSize(1);
		pass(Duration.ofMinutes(10));
		assertThat(this.certificates.renew(url("phoenix"), WAIT)).isTrue();
		pass(Duration.ofMinutes(10));
		assertThat(this.certificates.renew(url("phoenix"), WAIT)).as("the same certificate").isFalse();
		assertThat(this.external).hasSize(3);
		assertThat(this.certificates.renew(url("unknown"), WAIT)).isFalse();
	}

	private CertificateResult get(String name) {
		return this.certificates.get(url(name), WAIT);
	}

	private void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

	private Certificates certificates(Executor threads) {
		InstantSource time = () -> this.now;
		Clock clock = time.withZone(ZoneOffset.UTC);
		return new Certificates(new OracleOrigins(List.of(), List.of("http://127.0.0.1:9000")),
				new CertificateClients((call) -> reply(this.external, call), (call) -> reply(this.anywhere, call)),
				threads, clock, new Random(1));
	}

	private HttpResult reply(List<HttpCall> calls, HttpCall call) {
		calls.add(call);
		return this.response;
	}

	private static HttpResult answer(int status, String body) {
		return new HttpResult.Response(status, Optional.empty(), body);
	}

	private static String url(String name) {
		return "https://objectstorage.us-phoenix-1.oraclecloud.com/p/" + TOKEN
				+ "/n/bmc-ons-prod/b/ons-ds/o/ds-signature-public-certificate-" + name + ".crt";
	}

}
