package io.onsrelay.signature.certificate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.signature.certificate.CertificateResult.FoundCertificate;
import io.onsrelay.signature.certificate.CertificateResult.UnavailableCertificate;
import io.onsrelay.signature.certificate.CertificateResult.UnfitCertificate;
import io.onsrelay.standin.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SigningCertificate}.
 */
class SigningCertificateTests {

	private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

	private static final Instant UNTIL = Instant.parse("2049-01-01T00:00:00Z");

	@Test
	void readWhenFileIsTextOrBytesFindsTheCertificate() {
		SigningKey key = SigningKey.standIn();
		String bytes = new String(key.der(), StandardCharsets.ISO_8859_1);
		assertThat(read(bytes).key()).isEqualTo(read(key.pem()).key());
		assertThat(read("some text before it\n" + key.pem() + key.pem()).description())
			.isEqualTo("RSA of 2048 bits, valid until 2049-01-01T00:00:00Z");
	}

	@Test
	void invalidAtTellsBeginAndEnd() {
		SigningCertificate certificate = read(SigningKey.standIn().pem());
		assertThat(certificate.invalidAt(FROM)).isEmpty();
		assertThat(certificate.invalidAt(UNTIL)).isEmpty();
		assertThat(certificate.invalidAt(FROM.minusMillis(1))).isEqualTo(Optional.of("is not valid before " + FROM));
		assertThat(certificate.invalidAt(UNTIL.plus(Duration.ofSeconds(1))))
			.isEqualTo(Optional.of("expired at " + UNTIL));
	}

	@Test
	void readWhenKeyIsSmallRefuses() {
		assertThat(SigningCertificate.read(SigningKey.create(1024, FROM, UNTIL).pem(), "host"))
			.isEqualTo(new UnfitCertificate("has a key of 1024 bits; 2048 to 8192 are accepted"));
	}

	@Test
	void readWhenKeyIsNotOfRsaRefuses() {
		assertThat(SigningCertificate.read(SigningKey.pemOfEllipticCurve(), "host"))
			.isEqualTo(new UnfitCertificate("has no key of RSA"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "garbage", "<html>Not found</html>", "\u0000", "0\u0082\u00ff\u00ff",
			"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----",
			"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "0\u0080\u0000\u0000" })
	void readWhenItIsNoCertificateSaysSo(String text) {
		assertThat(SigningCertificate.read(text, "host"))
			.isEqualTo(new UnavailableCertificate("the response of host is no certificate"));
	}

	private static SigningCertificate read(String bytes) {
		return ((FoundCertificate) SigningCertificate.read(bytes, "host")).certificate();
	}

}
