package io.onsrelay.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.http.Request;

/**
 * A user of OCI with an API key: writes the SDK's configuration file, and checks whether
 * a request is signed by that key. See
 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm.
 */
public final class OciUser {

	/** The profile in the configuration file. */
	public static final String PROFILE = "STANDIN";

	private static final String TENANCY = "ocid1.tenancy.oc1..aaaastandin";

	private static final String USER = "ocid1.user.oc1..aaaastandin";

	private static final String FINGERPRINT = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff";

	private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

	/**
	 * All users have one key: making one takes up to a second.
	 */
	private static final KeyPair KEY = key();

	private static KeyPair key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes the configuration file and the key.
	 * @param directory where to write them
	 * @return the configuration file, with one profile
	 */
	public Path write(Path directory) {
		try {
			Path keyFile = Files.writeString(directory.resolve("oci-key.pem"),
					"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
						.formatted(Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded())));
			return Files.writeString(directory.resolve("oci-config"), """
					[%s]
					user=%s
					fingerprint=%s
					tenancy=%s
					region=us-phoenix-1
					key_file=%s
					""".formatted(PROFILE, USER, FINGERPRINT, TENANCY, keyFile));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return what must never be seen of the files that were written.
	 * @param directory where they are
	 * @return a line of the key
	 */
	public static List<String> secrets(Path directory) {
		try {
			return List.of(Files.readAllLines(directory.resolve("oci-key.pem")).get(2));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Checks the signature of a request.
	 * @param request the request
	 * @return what is wrong; empty if it is signed by this user
	 */
	Optional<String> objection(Request request) {
		String header = request.getHeader("Authorization");
		if (header == null || !header.startsWith("Signature ")) {
			return Optional.of("there is no Authorization: Signature");
		}
		Map<String, String> parameters = PARAMETER.matcher(header)
			.results()
			.collect(Collectors.toMap((found) -> found.group(1), (MatchResult found) -> found.group(2)));
		boolean withBody = !request.getMethod().getName().matches("GET|DELETE|HEAD");
		List<String> headers = List.of(parameters.getOrDefault("headers", "").toLowerCase(Locale.ROOT).split(" "));
		if (!"1".equals(parameters.get("version")) || !"rsa-sha256".equals(parameters.get("algorithm"))
				|| !(TENANCY + "/" + USER + "/" + FINGERPRINT).equals(parameters.get("keyId"))) {
			return Optional.of("version, algorithm or keyId is wrong");
		}
		List<String> signed = new ArrayList<>(List.of("date", "(request-target)", "host"));
		if (withBody) {
			signed.addAll(List.of("content-length", "content-type", "x-content-sha256"));
		}
		if (!headers.containsAll(signed)) {
			return Optional.of("not every header is signed: " + headers);
		}
		return verify(request, headers, parameters.getOrDefault("signature", ""), withBody);
	}

	private Optional<String> verify(Request request, List<String> headers, String signature, boolean withBody) {
		String signed = headers.stream()
			.map((name) -> name + ": "
					+ (name.equals("(request-target)")
							? request.getMethod().getName().toLowerCase(Locale.ROOT) + " " + request.getUrl()
							: request.getHeader(name)))
			.collect(Collectors.joining("\n"));
		try {
			if (withBody && !Base64.getEncoder()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(request.getBody()))
				.equals(request.getHeader("x-content-sha256"))) {
				return Optional.of("x-content-sha256 is not that of the body");
			}
			Signature verifier = Signature.getInstance("SHA256withRSA");
			verifier.initVerify(KEY.getPublic());
			verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
			return verifier.verify(Base64.getDecoder().decode(signature)) ? Optional.empty()
					: Optional.of("the signature is wrong");
		}
		catch (GeneralSecurityException ex) {
			return Optional.of("the signature can't be read");
		}
	}

}
