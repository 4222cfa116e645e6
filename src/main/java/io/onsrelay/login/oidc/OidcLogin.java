package io.onsrelay.login.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttpFactory;

/**
 * Logins by an OpenID provider: adds its filters to chains. The filters are made by hand,
 * so that all calls go by this service's own client for HTTP, with its time limits, its
 * proxy and its certificates. The provider is called by the first login.
 */
public final class OidcLogin {

	/**
	 * Where a login of a browser begins.
	 */
	public static final String PATH = "/login/with/oidc";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** The keys of a large provider, and tokens that name many groups. */
	private static final int KEPT_BODY_BYTES = 256 * 1024;

	private final OidcSettings settings;

	private final @Nullable String publicUrl;

	private final RandomGenerator random;

	private final OidcProvider provider;

	private final OidcTokens tokens;

	private final OidcUsers users;

	/**
	 * Creates the logins.
	 * @param settings the provider
	 * @param http where the client for HTTP comes from
	 * @param publicUrl the URL under which browsers reach this service, without a slash
	 * at its end; {@code null} if it is not configured
	 * @param clock the clock by which tokens expire
	 * @param random the source of what binds a login to a browser; it must be
	 * unpredictable
	 * @param local tells the names of users that the configuration has
	 */
	public OidcLogin(OidcSettings settings, OutboundHttpFactory http, @Nullable String publicUrl, Clock clock,
			RandomGenerator random, Predicate<String> local) {
		this.settings = settings;
		this.publicUrl = publicUrl;
		this.random = random;
		HttpSettings usual = HttpSettings.within(TIMEOUT);
		this.provider = new OidcProvider(settings.issuer(), http.create(new HttpSettings(usual.connectTimeout(),
				usual.responseTimeout(), usual.deadline(), false, KEPT_BODY_BYTES)));
		this.tokens = new OidcTokens(this.provider, clock);
		this.users = new OidcUsers(settings, local);
	}

	/**
	 * Makes a chain accept tokens of the provider in {@code Authorization}.
	 * @param http the chain
	 * @throws InvalidConfigurationException if it is not known for whom tokens are to be
	 * issued
	 */
	public void addTokens(HttpSecurity http) {
		String audience = (this.settings.audience() != null) ? this.settings.audience() : this.settings.clientId();
		if (audience == null) {
			throw new InvalidConfigurationException("relay.admin.oidc.audience", "it is missing, and so is client-id.",
					"Set it to the aud of the tokens: tokens for other services must not open this one.");
		}
		http.addFilterBefore(new ProviderTokens(this.settings.issuer(), audience, this.tokens, this.users).filter(),
				BasicAuthenticationFilter.class);
	}

	/**
	 * Return whether browsers can log in by the provider.
	 * @return {@code true} if this service is a client of the provider
	 */
	public boolean logsBrowsersIn() {
		return this.settings.clientId() != null;
	}

	/**
	 * Makes a chain log browsers in.
	 * @param http the chain
	 * @param continuation reads where a login is to continue, below the context path
	 * @param failed answers a login that failed: {@code DisabledException} for a user
	 * without a role
	 * @throws InvalidConfigurationException if there is no address for the provider to
	 * send browsers back to
	 */
	public void addPages(HttpSecurity http, Function<HttpServletRequest, String> continuation,
			AuthenticationFailureHandler failed) {
		if (this.publicUrl == null) {
			throw new InvalidConfigurationException("relay.admin.oidc.client-id",
					"the provider has to know where to send browsers back to, but relay.public-url is missing.",
					"Set relay.public-url to the address under which browsers reach this service.");
		}
		ProviderPages pages = new ProviderPages(this.settings, this.publicUrl, this.provider, this.tokens, this.users,
				new PendingLogins(this.random, Ticker.systemTicker()));
		http.addFilterBefore(pages.beginning(continuation, failed), UsernamePasswordAuthenticationFilter.class)
			.addFilterBefore(pages.end(failed), UsernamePasswordAuthenticationFilter.class);
	}

}
