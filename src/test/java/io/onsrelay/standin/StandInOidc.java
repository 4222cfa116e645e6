package io.onsrelay.standin;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import io.onsrelay.standin.LoopbackServer.Answer;
import io.onsrelay.standin.LoopbackServer.Request;

/**
 * An OpenID provider with one client: it publishes its configuration and its keys, and
 * exchanges a code once, if client, redirect URI and code verifier are right.
 */
public final class StandInOidc implements AutoCloseable {

	public static final String CLIENT_ID = "ons-relay";

	public static final String CLIENT_SECRET = "secret+of the:client";

	private final LoopbackServer server = new LoopbackServer(this::answer);

	private final Map<String, Grant> grants = new ConcurrentHashMap<>();

	private final AtomicInteger keyCalls = new AtomicInteger();

	private volatile RSAKey key = newKey();

	private volatile boolean up = true;

	private volatile String issuer = this.server.origin() + "/realm";

	public String issuer() {
		return this.server.origin() + "/realm";
	}

	/**
	 * Makes the configuration name another issuer.
	 */
	public void nameIssuer(String other) {
		this.issuer = other;
	}

	public void switchTo(boolean available) {
		this.up = available;
	}

	/**
	 * Takes a new key; tokens of the old one are no longer valid.
	 */
	public void rotate() {
		this.key = newKey();
	}

	/**
	 * Return how often the keys were asked for.
	 */
	public int keyCalls() {
		return this.keyCalls.get();
	}

	/**
	 * Return the claims of a token that is valid for five minutes, issued for the client.
	 */
	public Map<String, Object> claims(String subject, Object groups) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", issuer());
		claims.put("sub", subject);
		claims.put("aud", CLIENT_ID);
		claims.put("iat", Date.from(Clock.systemUTC().instant()));
		claims.put("exp", Date.from(Clock.systemUTC().instant().plusSeconds(300)));
		claims.put("groups", groups);
		return claims;
	}

	/**
	 * Signs a token.
	 */
	public String token(Map<String, Object> claims) {
		return token(claims, this.key, JOSEObjectType.JWT);
	}

	public static String token(Map<String, Object> claims, RSAKey key, JOSEObjectType type) {
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
		claims.forEach(builder::claim);
		try {
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build(),
					builder.build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public RSAKey key() {
		return this.key;
	}

	public static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a user does at the provider: logs in, and is sent back.
	 * @param location where the browser was sent to
	 * @param claims the claims of the user's ID token, to which the nonce is added
	 * @return where the browser is sent back to
	 */
	public URI login(URI location, Map<String, Object> claims) {
		Map<String, String> asked = form(location.getRawQuery());
		String code = "code" + this.grants.size();
		Map<String, Object> all = new LinkedHashMap<>(claims);
		all.put("nonce", asked.get("nonce"));
		this.grants.put(code, new Grant(asked, all));
		return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state="
				+ URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.server.close();
	}

	private Answer answer(Request request) {
		if (!this.up) {
			return Answer.text(503, "down");
		}
		String origin = this.server.origin().toString();
		return switch (request.uri().getPath()) {
			case "/realm/.well-known/openid-configuration" -> Answer.json(200, """
					{"issuer": "%1$s", "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%2$s/token",
					"jwks_uri": "%2$s/keys"}""".formatted(this.issuer, origin));
			case "/keys" -> {
				this.keyCalls.incrementAndGet();
				yield Answer.json(200, new JWKSet(this.key.toPublicJWK()).toString());
			}
			case "/token" -> exchange(request);
			default -> Answer.text(404, "");
		};
	}

	private Answer exchange(Request request) {
		Map<String, String> form = form(request.body());
		Grant grant = this.grants.remove(form.getOrDefault("code", ""));
		String basic = "Basic " + Base64.getEncoder()
			.encodeToString((CLIENT_ID + ":" + URLEncoder.encode(CLIENT_SECRET, StandardCharsets.UTF_8))
				.getBytes(StandardCharsets.UTF_8));
		if (grant == null || !request.authorization().equals(basic)
				|| !Objects.equals(grant.asked().get("redirect_uri"), form.get("redirect_uri")) || !Objects
					.equals(grant.asked().get("code_challenge"), challenge(form.getOrDefault("code_verifier", "")))) {
			return Answer.json(400, "{\"error\":\"invalid_grant\"}");
		}
		return Answer.json(200, "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
			.formatted(token(grant.claims())));
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> form(String text) {
		return Arrays.stream(text.split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	/**
	 * What a code stands for.
	 *
	 * @param asked the parameters of the login
	 * @param claims the claims of the ID token
	 */
	private record Grant(Map<String, String> asked, Map<String, Object> claims) {
	}

}
