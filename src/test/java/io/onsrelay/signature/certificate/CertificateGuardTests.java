package io.onsrelay.signature.certificate;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.signature.certificate.CertificateGuard.CertificateTarget;
import io.onsrelay.signature.certificate.CertificateGuard.RejectedUrl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CertificateGuard}.
 */
class CertificateGuardTests {

	private static final String HOST = "objectstorage.me-jeddah-1.oraclecloud.com";

	private static final String PATH = "/p/dG9rZW4_-x/n/bmc-ons-prod/b/ons-ds/o/"
			+ "ds-signature-public-certificate-jeddah.crt";

	private final CertificateGuard guard = new CertificateGuard(new OracleOrigins(List.of(), List.of()));

	@ParameterizedTest
	@ValueSource(strings = { HOST, "objectstorage.us-gov-ashburn-1.oraclegovcloud.com",
			"objectstorage.ap-chiyoda-1.oraclecloud8.com", "OBJECTSTORAGE.ME-Jeddah-1.OracleCloud.com", HOST + ":443" })
	void checkWhenHostIsOraclesAdmits(String host) {
		assertThat(this.guard.check("https://" + host + PATH)).isEqualTo(new CertificateTarget(host, false));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void checkWhenUrlIsHostileRefuses(String explanation, String url) {
		assertThat(this.guard.check(url)).isInstanceOfSatisfying(RejectedUrl.class,
				(rejected) -> assertThat(rejected.explanation()).contains(explanation));
	}

	static Stream<Arguments> hostile() {
		return Stream.of(origins(), hosts(), paths()).flatMap((urls) -> urls);
	}

	private static Stream<Arguments> origins() {
		return Stream.of(Arguments.of("https://", "http://" + HOST + PATH),
				Arguments.of("https://", "file:///etc/passwd"), Arguments.of("https://", ""),
				Arguments.of("user name", "https://user@" + HOST + PATH),
				Arguments.of("user name", "https://user:password@" + HOST + PATH),
				Arguments.of("user name", "https://" + HOST + "@127.0.0.1" + PATH),
				Arguments.of("port", "https://" + HOST + ":8443" + PATH),
				Arguments.of("port", "https://" + HOST + ":" + PATH),
				Arguments.of("fragment", "https://" + HOST + PATH + "#x"),
				Arguments.of("backslash", "https://" + HOST + "\\@evil.com" + PATH),
				Arguments.of("backslash", "https://" + HOST + PATH + "\n"),
				Arguments.of("longer", "https://" + HOST + PATH + "a".repeat(2048)));
	}

	private static Stream<Arguments> hosts() {
		return Stream
			.of("", "127.0.0.1", "169.254.169.254", "[::1]", "oraclecloud.com", HOST + ".evil.com", "evil-" + HOST,
					"mytenant.compat." + HOST, HOST + ".", HOST.replace("oraclecloud", "oraclecloud7"),
					HOST.replace("objectstorage", "notification"), HOST.replace("objectstorage", "cell1.notification"),
					HOST.replace("me-jeddah-1.", ""), HOST + "%00.evil.com",
					HOST.replace("objectstorage", "obj%65ctstorage"))
			.map((host) -> Arguments.of("host", "https://" + host + PATH));
	}

	private static Stream<Arguments> paths() {
		return Stream
			.of("", "/", "/" + PATH, PATH + "/", PATH + "/..", PATH + "%00", PATH + ";a", "/x/.." + PATH,
					PATH.replace("bmc-ons-prod", "my-tenancy"), PATH.replace("/b/ons-ds/", "/b/mine/"),
					PATH.replace("bmc-ons-prod", "bmc%2Dons-prod"), PATH.replace("/n/", "/%6e/"),
					PATH.replace("/p/dG9rZW4_-x", ""), PATH.replace("dG9rZW4_-x", "a/../b"),
					PATH.replace("dG9rZW4_-x", ""), PATH.replace("jeddah", "../x"), PATH.replace("jeddah", "jed%2fdah"),
					PATH.replace("jeddah", ""), PATH.replace(".crt", ".pem"), PATH.replace(".crt", ".crt.txt"),
					PATH.replace("ds-signature-public-certificate-", ""))
			.map((path) -> Arguments.of("path", "https://" + HOST + path));
	}

	@Test
	void checkWhenUrlHasQueryRefuses() {
		assertThat(this.guard.check("https://" + HOST + PATH + "?")).isEqualTo(new RejectedUrl("has a query"));
		assertThat(this.guard.check("https://" + HOST + PATH + "?x=y")).isEqualTo(new RejectedUrl("has a query"));
	}

	@Test
	void checkWhenOriginIsConfiguredAdmitsTheKnownPathOnly() {
		CertificateGuard extended = new CertificateGuard(
				new OracleOrigins(List.of("OracleCloud99.com"), List.of("http://127.0.0.1:9000")));
		assertThat(extended.check("http://127.0.0.1:9000" + PATH))
			.isEqualTo(new CertificateTarget("127.0.0.1:9000", true));
		assertThat(extended.check("http://127.0.0.1:9000/admin")).isInstanceOf(RejectedUrl.class);
		assertThat(extended.check("http://127.0.0.1:9001" + PATH)).isInstanceOf(RejectedUrl.class);
		assertThat(extended.check("https://objectstorage.xx-region-1.oraclecloud99.com" + PATH))
			.isInstanceOf(CertificateTarget.class);
	}

}
