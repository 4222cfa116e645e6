package io.onsrelay.redaction;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	private final Redaction redaction = new Redaction(List.of());

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			see https://objectstorage.eu-frankfurt-1.oraclecloud.com/p/«HUSH_hush-1»/n/ns/b/b/o/x y
			https://objectstorage.uk-gov-london-1.oraclegovcloud.uk/p/«hush»/n/
			https://ns.objectstorage.us-ashburn-1.oci.customer-oci.com/p/«hush»/n/ns
			HTTPS://OBJECTSTORAGE.X.ORACLECLOUD.EU/P/«hush»/N/
			https://objectstorage.x.oraclecloud.com:443/p/«hush»
			(<https://objectstorage.x.oraclecloud.com/p/«hush»>)
			https:\\/\\/objectstorage.x.oraclecloud.com\\/p\\/«hush»\\/n\\/
			https%3A%2F%2Fobjectstorage.x.oraclecloud.com%2Fp%2F«hush»%2Fn
			https:&#x2F;&#x2F;objectstorage.x.oraclecloud.com&#x2F;p&#x2F;«hush»&#x2F;n
			accessUri=/p/«hush-hush-hush-hush»/n/ns/b/b/o/
			""")
	void redactWhenUrlIsPreAuthenticatedHidesItsToken(String marked) {
		assertHides(marked);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			https://cell1.x/s/confirmation?token=«hu+sh/==»&protocol=CUSTOM_HTTPS
			https://cell1.x/s/unsubscription?protocol=EMAIL&token=«hush==»
			x?token=«hush==»&amp;protocol=EMAIL
			x?token\\u003d«hush\\u003d\\u003d»\\u0026protocol\\u003dEMAIL
			x?token&#x3D;«hu&#x2F;sh&#x3D;»&amp;protocol=EMAIL
			x%3Ftoken%3D«hush»%26protocol%3DEMAIL
			x?protocol=EMAIL\\u0026token=«hush»
			x%3Fprotocol%3DEMAIL%26token=«hush»
			{"ConfirmationURL":"https://x?token=«hush»"}
			"{\\"u\\":\\"https://x?token=«hush»\\"}"
			access_token=«hush»&x=1
			login with password = '«hush»' please
			""")
	void redactWhenValueIsNamedHidesIt(String marked) {
		assertHides(marked);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			curl -H 'X: Bearer «hush.h-u_s~h+/==»' x
			sent bearer  «abcdefgh1» twice
			Basic «aHVzaDpodXNo»
			basic «HUSHHUSH»
			Authorization: «Basic aHVzaA==»
			Authorization: «Signature version="1",k="h"»
			Proxy-Authorization : «hush hush»
			"Authorization: «hush»\\nHost: x"
			https://ons:«hush»@relay.example/ons
			jdbc:postgresql://u:«p%40w:h»@db:5432/x
			https:\\/\\/ons:«hush»@relay.example
			""")
	void redactWhenCredentialsAreSentHidesThem(String marked) {
		assertHides(marked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "eyJ{w12}.{w20}.{w43}", "eyJ{w40}.{w8}.{w8}.{w9}.{w22}", "AKIA{U16}", "ASIA{U16}",
			"AIza{w35}", "LTAI{w20}", "ya29.{w30}", "SG.{w22}.{w43}", "hvs.{w24}", "12345678:AA{w33}", "ghp_{w36}",
			"gho_{w36}", "ghs_{w76}", "github_pat_{w82}", "npm_{w36}", "sk_live_{w24}", "rk_test_{w24}", "whsec_{w32}",
			"dop_v1_{h64}", "dckr_pat_{w27}", "glsa_{w32}_{h8}", "shpat_{h32}", "hf_{l34}", "xoxb-{w12}-{w12}-{w24}",
			"xoxp-{w40}", "xapp-1-{w30}", "glpat-{w20}", "glrt-{w20}", "pypi-AgE{w60}", "sk-ant-{w40}",
			"sk-{w20}T3BlbkFJ{w20}", "sk-proj-{w40}T3BlbkFJ{w40}", "GOCSPX-{w28}", "AGE-SECRET-KEY-1{U58}",
			"xkeysib-{h64}", "NRAK-{U27}" })
	void redactWhenTokenHasFormOfItsOwnHidesItWhereverItStands(String form) {
		String token = token(form);
		for (String around : List.of("%s", "see %s, please", "(%s)", "\"%s\"", "a=%s;b", "https://x/%s/y",
				"x%%20%s%%20y", "line\\n%s\\nline", "<%s>", "it was:\n%s\n")) {
			assertThat(this.redaction.redact(around.formatted(token))).as(around).isEqualTo(around.formatted("******"));
		}
		assertThat(redactJson("{\"note\":\"key %s\"}".formatted(token))).isEqualTo("{\"note\":\"key ******\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
			"OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK" })
	void redactWhenTextHoldsPrivateKeyHidesIt(String type) {
		String key = "-----BEGIN %1$s-----\nProc-Type: 4,ENCRYPTED\n\nMIIE/hush+hush=\nhush\n-----END %1$s-----"
			.formatted(type);
		String hidden = "-----BEGIN %1$s-----******-----END %1$s-----".formatted(type);
		assertThat(this.redaction.redact("see " + key + " here")).isEqualTo("see " + hidden + " here");
		assertThat(this.redaction.redact(key.replace("\n", "\\n"))).isEqualTo(hidden);
		assertThat(this.redaction.redact("private_key=" + key)).doesNotContain("hush");
		assertThat(this.redaction.redact(key.substring(0, key.indexOf("-----END")))).as("cut off")
			.isEqualTo(hidden.substring(0, hidden.indexOf("-----END")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			https://hooks.slack.com/services/«T0HERON00/B0HERON00/hushhushhushhushhushhush» failed
			(<https://hooks.slack-gov.com/workflows/«T0HERON00/A0HERON00/1234567890/hushhush»>)
			https:\\/\\/hooks.slack.com\\/services\\/«T0HERON00\\/B0HERON00\\/hushhushhush»
			https%3A%2F%2Fhooks.slack.com%2Fservices%2F«T0HERON00%2FB0HERON00%2Fhushhushhush»
			https://discord.com/api/webhooks/«123456789012345678/hush_hush-hush»
			https://harbour.webhook.office.com/webhookb2/«0f0f-0f0f@0f0f-0f0f/IncomingWebhook/hush/hush»
			https://x.logic.azure.com/a?sv=1.0&sig=«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa»
			https://x.blob.core.windows.net/a?se=2&sig=«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%3D»&sp=r
			AccountName=heron;AccountKey=«hush/hush+hush==»
			aws_secret_access_key = «hush/hush+hush»
			""")
	void redactWhenUrlOrStringOfConnectionAuthorizesHidesWhatDoes(String marked) {
		assertHides(marked);
	}

	@Test
	void redactWhenTextsAreThoseOfOciHidesNothingByItsForm() {
		assertThat(Fixtures.names().stream().map(Fixtures::body).map(Body::text)).allSatisfy(
				(text) -> assertThat(TokenPatterns.ALL).noneMatch((secret) -> secret.pattern().matcher(text).find()));
	}

	@Test
	void redactWhenHeaderEndsTheLineKeepsTheNext() {
		assertThat(this.redaction.redact("Authorization: hush\r\nHost: quay"))
			.isEqualTo("Authorization: ******\r\nHost: quay");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"password":"«hu\\"sh»","b":1
			{"Client_Secret" : "«hush»" "b"
			{"opc-obo-token":[«"hu]sh", "hush"»],"b":1
			"{\\"token\\":\\"«hush»\\",\\"b\\":1}
			{"password":"«hush»
			""")
	void redactWhenTextIsNearlyJsonHidesMembers(String marked) {
		assertHides(marked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic information about the bearer instruments", "The token expired.",
			"Basic authentication, bearer authentication.", "GET /p/short/n/x", "mypassword=1 broken=2",
			"https://objectstorage.eu-frankfurt-1.oraclecloud.com/n/ns/b/b/o/p/x", "12:30 http://quay:8080/a@b",
			"https://cloud.oracle.com/monitoring/alarms/ocid1.alarm.oc1.x?region=eu-frankfurt-1",
			"CpuUtilization[1m]{resourceDisplayName = \"heron-01\"}.mean() > 80", "{\"tokens\":\"3\",\"token\":null}",
			"ocid1.instance.oc1.eu-frankfurt-1.antheljsheron7kqwz3vq5uyx2l4mnop6rst8",
			"5f0c1e2a-0000-4a00-8b00-00000002", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
			"eyJ", "eyJhbGci.x.y", "eyJa.b.c.d.e", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
			"AKIA", "AKIALOWERcase1234567", "ASIAN MARKETS", "ghp_short", "the xoxo-group", "npm_config_registry",
			"task-ant-hill", "sk-learn", "hf_model", "SG.1.2", "hvs.example.com",
			"mask_live_traffic_for_an_hour_or_two", "https://hooks.slack.com/services", "sig=short", "12345678:AAPL",
			"glass-pat-terns-of-a-very-long-name", "disk-1234567890123456789012345678901234567890" })
	void redactWhenThereIsNoSecretReturnsTheText(String text) {
		assertThat(this.redaction.redact(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "authorization", "Authorization", "PROXY-AUTHORIZATION", "opc-obo-token", "x-obo-token",
			"credentials", "password", "adminPassword", "admin_password", "secret", "clientSecret", "token",
			"access_token", "accessToken", "api-key", "ApiKey", "X-API-Key", "privateKey", "Set-Cookie", "cookie" })
	void redactWhenFieldHasNameOfSecretHidesItsValueOfAnyType(String name) {
		for (String value : List.of("\"hush\"", "[\"hush\"]", "{\"hush\":1}", "7", "true")) {
			assertThat(redactJson("{\"" + name + "\":" + value + "}")).isEqualTo("{\"" + name + "\":\"******\"}");
		}
		assertThat(SecretNames.contains(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tokens", "resourceId", "passwordPolicy", "secretId", "to ken", "" })
	void redactWhenFieldHasSimilarNameKeepsItsValue(String name) {
		assertThat(redactJson("{\"" + name + "\":\"seen\"}")).isEqualTo("{\"" + name + "\":\"seen\"}");
		assertThat(SecretNames.contains(name)).isFalse();
	}

	@Test
	void redactWhenFieldIsNullKeepsNull() {
		assertThat(redactJson("{\"token\":null}")).isEqualTo("{\"token\":null}");
	}

	@Test
	void redactWhenSecretsAreDeepInJsonHidesThem() {
		assertThat(redactJson("[{\"a\":[{\"b\":{\"token\":\"hush\"}},\"x?token=hush\",1.50]}]"))
			.isEqualTo("[{\"a\":[{\"b\":{\"token\":\"******\"}},\"x?token=******\",1.50]}]");
		assertThat(redactJson("{\"x?token=hush\":1}")).isEqualTo("{\"x?token=******\":1}");
	}

	@Test
	void redactWhenGivenJsonDoesNotChangeIt() {
		JsonNode json = Fixtures.message("log.audit").first().json();
		JsonNode before = json.deepCopy();
		JsonNode redacted = this.redaction.redact(json);
		assertThat(json).isEqualTo(before);
		assertThat(redacted).isNotEqualTo(json);
		assertThat(redacted.fieldNames()).toIterable().containsExactlyElementsOf(json::fieldNames);
	}

	@Test
	void redactWhenNodeIsNoContainerIsTotal() {
		assertThat(this.redaction.redact(JsonNodeFactory.instance.missingNode()).isMissingNode()).isTrue();
		assertThat(redactJson("7")).isEqualTo("7");
		assertThat(redactJson("[".repeat(999) + "]".repeat(999))).hasSize(1998);
	}

	@Test
	void redactWhenTextCannotBeWrittenAsUtf8ReplacesWhatCannot() {
		assertThat(this.redaction.redact("a\0b\uD800c\uD83D\uDEA2")).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDEA2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "log.audit", "log.batch", "log.wrapped", "databaseservice.backup.end.failed" })
	void redactWhenFixtureHoldsSecretsHidesAllOfThemAsJsonAndAsText(String name) {
		Message message = Fixtures.message(name);
		assertThat(message.body().text()).contains("nobody-may-see");
		assertThat(this.redaction.redact(message.body().text())).doesNotContain("nobody-may-see");
		assertThat(message.contents())
			.allSatisfy((content) -> assertThat(this.redaction.redact(content.json()).toString())
				.doesNotContain("nobody-may-see"));
	}

	@Test
	void redactWhenPatternsAreAddedHidesTheirGroupOrTheirMatch() {
		Redaction more = new Redaction(Stream.of("pin (?<secret>\\d+)?", "xoxb-\\w+", "z*", "PIN (?P<secret>\\d+)")
			.map(ExtraPattern::compile)
			.toList());
		assertThat(more.redact("pin 1234, pin , xoxb-hush, token=hush PIN 1🚢"))
			.isEqualTo("pin ******, pin , ******, token=****** PIN ******🚢");
	}

	/**
	 * Makes up a token: {w12} stands for 12 letters and digits, {l12} for letters, {U12}
	 * for upper-case ones, and {h12} for hexadecimal digits.
	 */
	private static String token(String form) {
		Map<String, String> alphabets = Map.of("w", "q7Wx9Z", "l", "qWxZ", "U", "QW2XZ7", "h", "09af");
		return Pattern.compile("\\{(\\w)(\\d+)}")
			.matcher(form)
			.replaceAll((match) -> alphabets.getOrDefault(match.group(1), "")
				.repeat(100)
				.substring(0, Integer.parseInt(match.group(2))));
	}

	/** The secret is in angle quotes. */
	private void assertHides(String marked) {
		assertThat(this.redaction.redact(marked.replaceAll("[«»]", "")))
			.isEqualTo(marked.replaceAll("«[^»]*»", "******"));
	}

	private String redactJson(String json) {
		return this.redaction.redact(Fixtures.parse("{\"x\":" + json + "}").first().json().path("x")).toString();
	}

}
