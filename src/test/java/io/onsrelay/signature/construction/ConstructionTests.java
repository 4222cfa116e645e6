package io.onsrelay.signature.construction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.standin.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Construction}. The signatures are made here, from the name of the
 * construction and by other code.
 */
class ConstructionTests {

	private static final String BODY = "{\"text\": \"Größe 🙂\"}";

	private static final Map<String, String> HEADERS = Map.of("messagetype", "Notification", "messageid", "m-1",
			"topicocid", "ocid1.onstopic.oc1.phx.aaaa", "topicname", "operations", "timestamp",
			"2021-09-14T12:38:00.774+0000", "signatureversion", "1.0");

	private static final PublicKey KEY = publicKey();

	static Stream<String> names() {
		return Construction.all().stream().map(Construction::name);
	}

	@Test
	void listIsClosedAndHasFortyNames() {
		assertThat(names()).hasSize(40).doesNotHaveDuplicates().startsWith("plain-timestamp-sha256");
		assertThat(Construction.named("plain-none-pss"))
			.hasValueSatisfying((construction) -> assertThat(construction).hasToString("plain-none-pss"));
		assertThat(Construction.named("plain")).isEmpty();
	}

	@Test
	void everyNameIsDocumented() throws IOException {
		String page = Files.readString(Path.of("docs/signatures.md"));
		assertThat(names()).allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	@ParameterizedTest
	@MethodSource("names")
	void verifiesWhatIsSignedSo(String name) {
		SignedMessage message = signed(name, HEADERS);
		assertThat(Construction.all().stream().filter((each) -> each.verifies(message, KEY)))
			.as("no other construction verifies")
			.extracting(Construction::name)
			.containsExactly(name);
	}

	@ParameterizedTest
	@MethodSource("names")
	void verifiesNothingOnceAFieldIsChanged(String name) {
		SignedMessage original = signed(name, HEADERS);
		String signature = Base64.getEncoder().encodeToString(original.signature().orElseThrow());
		Stream.of("messagetype", "messageid", "topicocid", "topicname", "timestamp", "signatureversion")
			.filter((field) -> covers(name, field))
			.forEach((field) -> {
				Map<String, String> changed = new HashMap<>(HEADERS);
				changed.merge(field, field.equals("timestamp") ? "+0000" : "1",
						(value, more) -> field.equals("timestamp") ? value.replace("774", "775") : value + more);
				assertVerifiesNothing(message(changed, BODY, signature), field);
			});
		assertVerifiesNothing(message(HEADERS, BODY + " ", signature), "body");
		assertVerifiesNothing(message(HEADERS, "", signature), "body");
	}

	@ParameterizedTest
	@MethodSource("names")
	void verifiesNothingWithAnotherKeyOrAChangedSignature(String name) {
		SignedMessage original = signed(name, HEADERS);
		byte[] signature = original.signature().orElseThrow();
		signature[200] ^= 1;
		assertVerifiesNothing(message(HEADERS, BODY, Base64.getEncoder().encodeToString(signature)), "signature");
		signature[200] ^= 1;
		assertVerifiesNothing(message(HEADERS, BODY, Base64.getEncoder().encodeToString(Arrays.copyOf(signature, 255))),
				"length");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "!", "YQ", "aGVsbG8=", "AAAA" })
	void verifiesNothingWhenTheSignatureIsNone(String signature) {
		assertVerifiesNothing(message(HEADERS, BODY, signature), signature);
	}

	@Test
	void sha1IsForTheFirstVersionOnly() {
		Map<String, String> second = new HashMap<>(HEADERS);
		second.put("signatureversion", "2.0");
		assertVerifiesNothing(signed("plain-timestamp-sha1", second), "SHA-1");
		assertVerifiesNothing(signed("lines-none-sha1", second), "SHA-1");
	}

	@Test
	void timestampsOfOtherZonesHaveNoZForm() {
		Map<String, String> elsewhere = new HashMap<>(HEADERS);
		elsewhere.put("timestamp", "2021-09-14T14:38:00.774+0200");
		SignedMessage message = message(elsewhere, BODY, "AAAA");
		assertThat(Construction.named("plain-timestamp-z-sha256").orElseThrow().suits(message)).isFalse();
		assertThat(Construction.named("plain-timestamp-sha256").orElseThrow().suits(message)).isTrue();
	}

	@Test
	void constructionsNeedTheFieldsOfTheirTail() {
		Map<String, String> without = new HashMap<>(HEADERS);
		without.remove("timestamp");
		SignedMessage message = message(without, BODY, "AAAA");
		assertThat(Construction.all().stream().filter((each) -> each.suits(message))).extracting(Construction::name)
			.isNotEmpty()
			.noneMatch((name) -> name.contains("timestamp"));
	}

	@Test
	void versionsThatAreNoNumbersBecomeOne() {
		assertThat(Stream.of("2.0", "12.34", "1.0; x", "3", "x".repeat(1000)).map((version) -> {
			Map<String, String> headers = new HashMap<>(HEADERS);
			headers.put("signatureversion", version);
			return message(headers, BODY, "AAAA").version();
		})).containsExactly("2.0", "12.34", "other", "other", "other");
		assertThat(SignedMessage.of(new OnsHeaders(Map.of()), Body.of(new byte[0])).version()).isEqualTo("none");
	}

	private static void assertVerifiesNothing(SignedMessage message, String what) {
		assertThat(Construction.all()).as(what).noneMatch((each) -> each.verifies(message, KEY));
	}

	private static boolean covers(String name, String field) {
		return switch (field) {
			case "timestamp" -> name.contains("-timestamp-");
			// SHA-1 is not tried for another version
			case "signatureversion" -> name.contains("-version-") || name.endsWith("sha1");
			default -> true;
		};
	}

	private static SignedMessage signed(String name, Map<String, String> headers) {
		return message(headers, BODY, sign(name, text(name, headers).getBytes(StandardCharsets.UTF_8)));
	}

	private static SignedMessage message(Map<String, String> headers, String body, String signature) {
		Map<String, String> all = new HashMap<>();
		headers.forEach((field, value) -> all.put("X-OCI-NS-" + field, value));
		all.put("X-OCI-NS-Signature", signature);
		return SignedMessage.of(new OnsHeaders(all), Body.of(body.getBytes(StandardCharsets.UTF_8)));
	}

	private static String text(String name, Map<String, String> headers) {
		String time = headers.getOrDefault("timestamp", "");
		String z = time.replace("+0000", "Z");
		String version = headers.get("signatureversion");
		String known = headers.get("messagetype") + headers.get("messageid") + headers.get("topicocid")
				+ headers.get("topicname") + BODY;
		if (name.startsWith("lines-")) {
			String lines = "Message\n" + BODY + "\nMessageId\nm-1\nMessageType\nNotification\n";
			String stamp = name.contains("-z-") ? z : name.contains("timestamp") ? time : "";
			String stampLines = stamp.isEmpty() ? "" : "Timestamp\n" + stamp + "\n";
			return lines + stampLines + "TopicName\noperations\nTopicOcid\nocid1.onstopic.oc1.phx.aaaa\n";
		}
		if (name.contains("-timestamp-version-")) {
			return known + time + version;
		}
		if (name.contains("-version-")) {
			return known + version;
		}
		return known + (name.contains("-timestamp-z-") ? z : name.contains("-timestamp-") ? time : "");
	}

	private static String sign(String name, byte[] text) {
		try {
			if (name.endsWith("-pss")) {
				Signature signature = Signature.getInstance("RSASSA-PSS");
				signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
				signature.initSign(SigningKey.standIn().key());
				signature.update(text);
				return Base64.getEncoder().encodeToString(signature.sign());
			}
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
			List<String> parts = List.of(name.split("-"));
			return switch (parts.getLast()) {
				case "sha1" -> SigningKey.standIn().sign("SHA1withRSA", text);
				case "raw" -> SigningKey.standIn().sign("SHA256withRSA", digest);
				case "hex" -> SigningKey.standIn()
					.sign("SHA256withRSA", HexFormat.of().formatHex(digest).getBytes(StandardCharsets.UTF_8));
				case "base64" -> SigningKey.standIn().sign("SHA256withRSA", Base64.getEncoder().encode(digest));
				default -> SigningKey.standIn().sign("SHA256withRSA", text);
			};
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PublicKey publicKey() {
		try {
			RSAPrivateCrtKey key = (RSAPrivateCrtKey) SigningKey.standIn().key();
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
