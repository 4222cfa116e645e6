package io.onsrelay.login.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Remembers the logins that are at the provider: in bounded memory and without a session,
 * since any client can begin one. A cookie binds each to the browser that began it. The
 * attributes of one that comes back are attributes of the request.
 */
final class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	static final String COOKIE = "ons-relay-login";

	private static final int MAX_PENDING = 1000;

	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final int SECRET_BYTES = 24;

	private final RandomGenerator random;

	private final Cache<String, Pending> pending;

	PendingLogins(RandomGenerator random, Ticker ticker) {
		this.random = random;
		this.pending = Caffeine.newBuilder()
			.maximumSize(MAX_PENDING)
			.expireAfterWrite(LIFETIME)
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		String state = request.getParameter(OAuth2ParameterNames.STATE);
		Pending login = (state != null) ? this.pending.getIfPresent(state) : null;
		return (login != null && isOfBrowser(login, request)) ? login.request() : null;
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		if (login != null) {
			byte[] secret = new byte[SECRET_BYTES];
			this.random.nextBytes(secret);
			String text = HexFormat.of().formatHex(secret);
			this.pending.put(Objects.requireNonNull(login.getState()), new Pending(login, text));
			Cookie cookie = new Cookie(COOKIE, text);
			cookie.setMaxAge(Math.toIntExact(LIFETIME.toSeconds()));
			response.addCookie(cookie);
		}
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest login = loadAuthorizationRequest(request);
		if (login != null) {
			this.pending.invalidate(Objects.requireNonNull(login.getState()));
			login.getAttributes().forEach(request::setAttribute);
		}
		return login;
	}

	private static boolean isOfBrowser(Pending login, HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return cookies != null && Arrays.stream(cookies)
			.anyMatch((cookie) -> cookie.getName().equals(COOKIE) && isEqual(cookie.getValue(), login.secret()));
	}

	private static boolean isEqual(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A login at the provider.
	 *
	 * @param request what the provider was asked
	 * @param secret the value of the browser's cookie
	 */
	private record Pending(OAuth2AuthorizationRequest request, String secret) {
	}

}
