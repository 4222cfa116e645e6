package io.onsrelay.confirmation.url;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.confirmation.url.ConfirmationGuard.Admitted;
import io.onsrelay.confirmation.url.ConfirmationGuard.RefusalReason;
import io.onsrelay.confirmation.url.ConfirmationGuard.Refused;

import static org.assertj.core.api.Assertions.assertThat;

public class ConfirmationGuardTests {

	static final String HOST = "cell1.notification.eu-frankfurt-1.oci.oraclecloud.com";

	static final String SUBSCRIPTION = "ocid1.onssubscription.oc1.eu-frankfurt-1.aaaaguardtest";

	static final String PATH = "/20181201/subscriptions/" + SUBSCRIPTION + "/confirmation";

	static final String QUERY = "?token=MDAw+/x==&protocol=CUSTOM_HTTPS";

	private final ConfirmationGuard guard = new ConfirmationGuard(Set.of(), List.of());

	@ParameterizedTest
	@ValueSource(strings = { HOST, "cell1.notification.us-phoenix-1.oraclecloud.com",
			"notification.us-gov-ashburn-1.oraclegovcloud.com", "cell42.notification.uk-gov-london-1.oraclegovcloud.uk",
			"notification.eu-frankfurt-2.oraclecloud.eu", "CELL1.Notification.EU-Frankfurt-1.OCI.OracleCloud.COM",
			"notification.ap-chiyoda-1.oraclecloud8.com", "notification.eu-dcc-milan-1.oraclecloud14.com",
			HOST + ":443" })
	void checkWhenHostIsOraclesAdmits(String host) {
		assertThat(this.guard.check("https://" + host + PATH + QUERY)).isEqualTo(new Admitted(SUBSCRIPTION, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ocid1.onssubscription.oc1.phx.aaaa", "ocid1.onssubscription.oc1..aaaa",
			"ocid1.onssubscription.oc1.eu-frankfurt-1.future.aaaa" })
	void checkWhenSubscriptionIsAnyOcidAdmits(String ocid) {
		assertThat(this.guard.check("https://" + HOST + "/20181201/subscriptions/" + ocid + "/confirmation" + QUERY))
			.isEqualTo(new Admitted(ocid, false));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void checkWhenUrlIsHostileRefuses(RefusalReason reason, String url) {
		assertThat(this.guard.check(url)).isEqualTo(new Refused(reason));
	}

	/**
	 * Return every hostile URL with the reason for its refusal.
	 */
	public static Stream<Arguments> hostile() {
		return Stream.of(schemes(), authorities(), hosts(), paths(), queries(), characters()).flatMap((urls) -> urls);
	}

	private static Stream<Arguments> schemes() {
		String rest = HOST + PATH + QUERY;
		return Stream.of(Arguments.arguments(RefusalReason.SCHEME, "http://" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "ftp://" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "file:///etc/passwd"),
				Arguments.arguments(RefusalReason.SCHEME, "gopher://" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "javascript:alert(1)"),
				Arguments.arguments(RefusalReason.SCHEME, "//" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "https:/" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "https:" + rest),
				Arguments.arguments(RefusalReason.SCHEME, "jar:https://" + rest),
				Arguments.arguments(RefusalReason.SCHEME, rest), Arguments.arguments(RefusalReason.SCHEME, ""),
				Arguments.arguments(RefusalReason.SCHEME, "httpss://" + rest));
	}

	private static Stream<Arguments> authorities() {
		String rest = PATH + QUERY;
		return Stream.of(Arguments.arguments(RefusalReason.USERINFO, "https://user@" + HOST + rest),
				Arguments.arguments(RefusalReason.USERINFO, "https://user:password@" + HOST + rest),
				Arguments.arguments(RefusalReason.USERINFO, "https://" + HOST + "@127.0.0.1" + rest),
				Arguments.arguments(RefusalReason.USERINFO, "https://@" + HOST + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":8443" + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":80" + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":" + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":0443" + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":443:443" + rest),
				Arguments.arguments(RefusalReason.PORT, "https://" + HOST + ":443%20" + rest));
	}

	private static Stream<Arguments> hosts() {
		return Stream
			.of("", "127.0.0.1", "localhost", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "2130706433",
					"0x7f000001", "0177.0.0.1", "oraclecloud.com", "evil.oraclecloud.com",
					"objectstorage.eu-frankfurt-1.oraclecloud.com",
					"mytenant.compat.objectstorage.eu-frankfurt-1.oraclecloud.com", HOST + ".evil.com",
					"evil.com." + HOST, "evil-" + HOST, HOST + ".", HOST.replace(".com", ".co"),
					HOST.replace("oraclecloud", "0raclecloud"), HOST.replace("oraclecloud", "oraclecloud7"),
					HOST.replace("oraclecloud.", "oraclecloudx"), HOST.replace("cell1.", "cell."),
					HOST.replace("cell1.", "cell12345."), HOST.replace("eu-frankfurt-1.", ""),
					HOST.replace("eu-frankfurt-1", "a.b"), HOST.replace("eu-frankfurt-1", "evil"),
					HOST.replace("notification", "notifications"), "notification.eu-frankfurt-1.oci.oraclecloud.com",
					"xn--oraclecloud-1.com", HOST.replace("notification", "notificatio%6e"), HOST + "%00.evil.com",
					HOST.replace(".oci.", "..oci."), HOST + "%2eevil.com", HOST + ";evil.com", HOST + "&evil.com")
			.map((host) -> Arguments.arguments(RefusalReason.HOST, "https://" + host + PATH + QUERY));
	}

	private static Stream<Arguments> paths() {
		return Stream
			.of("", "/", "//20181201/subscriptions/" + SUBSCRIPTION + "/confirmation", PATH + "/", PATH + "/..",
					PATH.replace("20181201", "20191201"), PATH.replace("confirmation", "unsubscription"),
					PATH.replace("confirmation", "Confirmation"), PATH.replace(SUBSCRIPTION, ""),
					PATH.replace(SUBSCRIPTION, "ocid1.onstopic.oc1.eu-frankfurt-1.aaaa"),
					PATH.replace(SUBSCRIPTION, "../topics/x"), PATH.replace(SUBSCRIPTION, SUBSCRIPTION + "%2f.."),
					PATH.replace(SUBSCRIPTION, SUBSCRIPTION + "/x"), PATH.replace("/confirmation", "%2fconfirmation"),
					PATH.replace("subscriptions", "subscription%73"), PATH + ";a=b", PATH + "%00", "/x" + PATH,
					"/20181201/../20181201/subscriptions/" + SUBSCRIPTION + "/confirmation")
			.map((path) -> Arguments.arguments(RefusalReason.PATH, "https://" + HOST + path + QUERY));
	}

	private static Stream<Arguments> queries() {
		return Stream
			.of("", "?", "?protocol=CUSTOM_HTTPS", "?token=", "?token=&protocol=CUSTOM_HTTPS", "?token", "?Token=abc",
					"?token=a&token=b", "?x=token=a", "?token=%", "?token=%zz", "?token=a\"b", "?token=<a>",
					"?token={a}", "?token=a|b", "?token=a^b", "?token=a`b")
			.map((query) -> Arguments.arguments(RefusalReason.TOKEN, "https://" + HOST + PATH + query));
	}

	private static Stream<Arguments> characters() {
		String url = "https://" + HOST + PATH + QUERY;
		return Stream.of(Arguments.arguments(RefusalReason.FRAGMENT, url + "#"),
				Arguments.arguments(RefusalReason.FRAGMENT, url + "#x"),
				Arguments.arguments(RefusalReason.FRAGMENT, "https://evil.com#@" + HOST + PATH + QUERY),
				Arguments.arguments(RefusalReason.CHARACTERS, url + "\r\nHost: evil.com"),
				Arguments.arguments(RefusalReason.CHARACTERS, url + "\n"),
				Arguments.arguments(RefusalReason.CHARACTERS, " " + url),
				Arguments.arguments(RefusalReason.CHARACTERS, url + " "),
				Arguments.arguments(RefusalReason.CHARACTERS, url + "\t"),
				Arguments.arguments(RefusalReason.CHARACTERS, url + "\0"),
				Arguments.arguments(RefusalReason.CHARACTERS, url + "\u007f"),
				Arguments.arguments(RefusalReason.CHARACTERS, "https://evil.com\\@" + HOST + PATH + QUERY),
				Arguments.arguments(RefusalReason.CHARACTERS, "https:\\\\" + HOST + PATH + QUERY),
				Arguments.arguments(RefusalReason.CHARACTERS, url.replace("oraclecloud", "or\u0430clecloud")),
				Arguments.arguments(RefusalReason.CHARACTERS, url.replace(".com", "\u3002com")),
				Arguments.arguments(RefusalReason.CHARACTERS, url.replace("c", "\uff43")),
				Arguments.arguments(RefusalReason.LENGTH, url + "a".repeat(2048)));
	}

	@Test
	void checkWhenRealmIsConfiguredAdmitsIt() {
		ConfirmationGuard extended = new ConfirmationGuard(Set.of("OracleCloud99.com"), List.of());
		String url = "https://notification.eu-frankfurt-1.oraclecloud99.com" + PATH + QUERY;
		assertThat(this.guard.check(url)).isEqualTo(new Refused(RefusalReason.HOST));
		assertThat(extended.check(url)).isEqualTo(new Admitted(SUBSCRIPTION, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9000", "HTTP://127.0.0.1:9000", "https://ons.test",
			"https://ons.test:443", "http://plain.test:80", "http://[::1]:9000" })
	void checkWhenOriginIsAllowedAdmitsIt(String origin) {
		assertThat(allowing().check(origin + PATH + QUERY)).isEqualTo(new Admitted(SUBSCRIPTION, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9001", "http://127.0.0.1", "https://127.0.0.1:9000", "http://ons.test",
			"https://ons.test:8443", "https://ons.test.evil.com", "http://user@127.0.0.1:9000",
			"http://127.0.0.1:9000@evil.com", "https://x.ons.test" })
	void checkWhenOriginDiffersFromTheAllowedOneRefuses(String origin) {
		assertThat(allowing().check(origin + PATH + QUERY)).isInstanceOf(Refused.class);
	}

	@Test
	void checkWhenOriginIsAllowedStillRequiresPathAndToken() {
		assertThat(allowing().check("http://127.0.0.1:9000/" + QUERY)).isEqualTo(new Refused(RefusalReason.PATH));
		assertThat(allowing().check("http://127.0.0.1:9000" + PATH)).isEqualTo(new Refused(RefusalReason.TOKEN));
		assertThat(allowing().check("http://127.0.0.1:9000" + PATH + QUERY + "#x"))
			.isEqualTo(new Refused(RefusalReason.FRAGMENT));
	}

	private static ConfirmationGuard allowing() {
		return new ConfirmationGuard(Set.of(),
				List.of("http://127.0.0.1:9000", "https://ons.test", "http://plain.test", "http://[::1]:9000"));
	}

}
