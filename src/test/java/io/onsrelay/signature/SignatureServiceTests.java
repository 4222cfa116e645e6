package io.onsrelay.signature;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.http.HttpResult;
import io.onsrelay.signature.SignatureFixture.Installation;
import io.onsrelay.signature.SignatureFixture.Posted;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.SigningKey;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signatures that are enforced: {@link SignatureService}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SignatureServiceTests {

	@TempDir
	private Path directory;

	private SignatureFixture fixture;

	private Installation enforce;

	@BeforeEach
	void open() {
		this.fixture = new SignatureFixture(this.directory, Dialect.SQLITE);
		this.enforce = this.fixture.with(SignatureMode.ENFORCE, OnsTopic.CONSTRUCTION);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void messageThatVerifiesIsAdmittedAndCountedOnce() {
		Posted message = this.fixture.message("{}");
		assertThat(this.enforce.admit(message)).isEqualTo(SignatureAdmission.ADMITTED);
		this.enforce.accepted(message);
		this.enforce.worker().runOnce();
		assertThat(this.fixture.counted("verified")).isOne();
		assertThat(this.fixture.rows()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "messagetype,Other", "messageid,other", "topicocid,ocid1.onstopic.oc1..other", "topicname,other",
			"timestamp,2026-03-01T12:00:00.001+0000", "signature,AAAA", "signature,!",
			"signingcerturl,https://objectstorage.us-phoenix-1.oraclecloud.com/p/x/n/mine/b/ons-ds/o/x.crt" })
	void messageThatIsChangedIsRefused(String header, String value) {
		assertThat(this.enforce.admit(this.fixture.message("{}").with(header, value)))
			.isEqualTo(SignatureAdmission.REFUSED);
	}

	@Test
	void messageWithAnotherBodyOrWithoutASignatureIsRefusedAndLoggedWithTheWayOut(CapturedOutput output) {
		assertThat(this.enforce.admit(this.fixture.message("{}").withBody("{ }")))
			.isEqualTo(SignatureAdmission.REFUSED);
		assertThat(this.enforce.admit(this.fixture.message("{}").without("signature")))
			.isEqualTo(SignatureAdmission.REFUSED);
		assertThat(this.enforce.admit(this.fixture.message("{}").without("signingcerturl")))
			.isEqualTo(SignatureAdmission.REFUSED);
		assertThat(this.fixture.counted("mismatched")).isOne();
		assertThat(this.fixture.counted("unsigned")).isEqualTo(2);
		assertThat(output)
			.contains("A message of topic %s with SignatureVersion 2.0 is refused and not stored: its ".formatted(
					SignatureFixture.TOPIC) + "signature does not verify with the certificate. ONS sends a message of "
					+ "its own again; it is accepted if relay.ingest.signature is report by then");
	}

	@Test
	void messageOfAnotherConstructionIsRefused() {
		Installation other = this.fixture.with(SignatureMode.ENFORCE, "plain-none-sha256");
		assertThat(other.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.REFUSED);
	}

	@Test
	void constructionsOfATopicAreThoseThatHaveVerifiedIts() {
		report(this.fixture.message("{}"));
		Installation learnt = this.fixture.with(SignatureMode.ENFORCE);
		learnt.known().load();
		assertThat(learnt.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.ADMITTED);
		assertThat(learnt.admit(this.fixture.message("{}").with("signatureversion", "3.0")))
			.as("of a version that never verified")
			.isEqualTo(SignatureAdmission.REFUSED);
	}

	@Test
	void messageThatVerifiesByALaterConstructionIsRefused() {
		Posted message = this.fixture.message("{}");
		report(message);
		String stamp = message.headers().timestamp().orElseThrow();
		// The same signed bytes, with the timestamp as the end of the body
		Posted shifted = message.withBody("{}" + stamp).without("timestamp");
		report(shifted);
		assertThat(this.fixture.counted("verified")).isEqualTo(2);
		Installation learnt = this.fixture.with(SignatureMode.ENFORCE);
		learnt.known().load();
		assertThat(learnt.admit(shifted)).isEqualTo(SignatureAdmission.REFUSED);
		assertThat(learnt.admit(message)).isEqualTo(SignatureAdmission.ADMITTED);
	}

	@Test
	void whileTheCertificateCantBeFetchedNothingIsDecided(CapturedOutput output) {
		this.fixture.certificate = SignatureFixture.none();
		assertThat(this.enforce.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.UNDECIDED);
		assertThat(output).contains("is not accepted now, and ONS has to send it again: its certificate is missing: "
				+ "127.0.0.1:9000: No response in time (timeout)");
		this.fixture.certificate = SignatureFixture.found(SigningKey.standIn());
		this.fixture.pass(Duration.ofMinutes(1));
		assertThat(this.enforce.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.ADMITTED);
	}

	@Test
	void messageWithACertificateThatIsNotValidIsRefused() {
		this.fixture.certificate = SignatureFixture.found(SigningKey.create(2048,
				SignatureFixture.START.minus(Duration.ofDays(9)), SignatureFixture.START.minusSeconds(1)));
		assertThat(this.enforce.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.REFUSED);
		assertThat(this.fixture.counted("certificate_invalid")).isOne();
	}

	@Test
	void messageWithASmallKeyIsRefused() {
		this.fixture.certificate = SignatureFixture.found(SigningKey.create(1024,
				SignatureFixture.START.minus(Duration.ofDays(9)), SignatureFixture.START.plus(Duration.ofDays(9))));
		assertThat(this.enforce.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.REFUSED);
	}

	@Test
	void redirectIsNotFollowed() {
		this.fixture.certificate = new HttpResult.Response(302, Optional.empty(), "");
		assertThat(this.enforce.admit(this.fixture.message("{}"))).isEqualTo(SignatureAdmission.UNDECIDED);
		assertThat(this.fixture.calls).hasSize(1);
	}

	@Test
	void floodOfForgedMessagesCostsOneCheckEachAndAFewLines(CapturedOutput output) {
		IntStream.range(0, 1000).forEach((i) -> this.enforce.admit(this.fixture.message("{}").withBody("forged " + i)));
		assertThat(this.fixture.checks()).isEqualTo(1000);
		assertThat(this.fixture.calls).hasSize(1);
		assertThat(output.toString().split("is refused and not stored")).hasSizeBetween(2, 6);
	}

	private void report(Posted message) {
		Installation report = this.fixture.with(SignatureMode.REPORT);
		report.known().load();
		report.accepted(message);
		report.worker().runOnce();
		this.fixture.pass(Duration.ofMinutes(2));
	}

}
