package io.onsrelay.login;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.login.oidc.OidcSettings;
import io.onsrelay.secret.PasswordFormat;
import io.onsrelay.secret.Secret;

/**
 * The users of the API and the pages.
 *
 * @param username the operator's name
 * @param password the operator's password; generated at the first start, and printed
 * once, if none is configured
 * @param allowedCidrs the networks that requests are admitted from, such as 10.0.0.0/8,
 * or single addresses; any network if none is configured
 * @param reader a user who sees everything and changes nothing; none unless a password is
 * configured
 * @param session the sessions of browsers
 * @param oidc the OpenID provider whose users may log in; none unless an issuer is
 * configured
 */
@ConfigurationProperties(prefix = "relay.admin", ignoreUnknownFields = false)
@Validated
record AdminProperties(@DefaultValue("admin") @Pattern(regexp = USERNAME, message = USERNAME_MESSAGE) String username,
		@PasswordFormat @Nullable Secret password, @DefaultValue List<@NotBlank String> allowedCidrs,
		@DefaultValue @Valid Reader reader, @DefaultValue @Valid Session session, @Nullable @Valid OidcSettings oidc) {

	private static final String USERNAME = "[^:\\p{Cntrl}]{1,64}";

	private static final String USERNAME_MESSAGE = "must be 1 to 64 characters without a colon";

	/**
	 * Rejects values that contradict each other.
	 * @throws InvalidConfigurationException if both users have one name, or sessions end
	 * at once
	 */
	void requireConsistent() {
		if (this.reader.exists() && this.reader.username().equals(this.username)) {
			throw new InvalidConfigurationException("relay.admin.reader.username",
					"'%s' is the operator's name, relay.admin.username, too.".formatted(this.username),
					"Give the user who only reads another name.");
		}
		if (this.session.idleTimeout().compareTo(Duration.ofMinutes(1)) < 0
				|| this.session.idleTimeout().compareTo(Duration.ofDays(7)) > 0) {
			throw new InvalidConfigurationException("relay.admin.session.idle-timeout", "it must be between 1m and 7d.",
					"Leave it out: the default is 1h.");
		}
	}

	/**
	 * Return whether a name is that of a user of the configuration.
	 * @param name a name
	 * @return {@code true} if it is, in upper or lower case
	 */
	boolean isNameOfUser(String name) {
		return name.equalsIgnoreCase(this.username)
				|| (this.reader.exists() && name.equalsIgnoreCase(this.reader.username()));
	}

	/**
	 * A user who sees everything and changes nothing.
	 *
	 * @param username the user's name
	 * @param password the user's password; without it, there is no such user
	 */
	record Reader(@DefaultValue("reader") @Pattern(regexp = USERNAME, message = USERNAME_MESSAGE) String username,
			@PasswordFormat @Nullable Secret password) {

		boolean exists() {
			return this.password != null && !this.password.reveal().isEmpty();
		}

	}

	/**
	 * The sessions of browsers.
	 *
	 * @param idleTimeout after how long without a request a session ends
	 * @param maximum how many there are at most; beyond it, the one that was not used for
	 * longest ends
	 */
	record Session(@DefaultValue("1h") @NotNull Duration idleTimeout,
			@DefaultValue("100") @Min(1) @Max(10_000) int maximum) {
	}

}
