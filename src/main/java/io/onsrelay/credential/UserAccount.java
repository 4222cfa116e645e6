package io.onsrelay.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import io.onsrelay.secret.SaltedHash;

/**
 * Checks a user name and a password. Both are always compared, and each comparison takes
 * the same time whatever its outcome, so that nobody can tell a wrong user name from a
 * wrong password by the clock. It is no bean of Spring Security's types, which would let
 * it open other paths too.
 */
public final class UserAccount {

	private final byte[] username;

	private final SaltedHash password;

	/**
	 * Creates the login of one user.
	 * @param username the user's name
	 * @param password what the password is checked with
	 */
	public UserAccount(String username, SaltedHash password) {
		this.username = username.getBytes(StandardCharsets.UTF_8);
		this.password = password;
	}

	Authentication authenticate(Authentication authentication) {
		boolean user = MessageDigest.isEqual(this.username, authentication.getName().getBytes(StandardCharsets.UTF_8));
		boolean password = this.password.matches(String.valueOf(authentication.getCredentials()));
		if (user && password) {
			return UsernamePasswordAuthenticationToken.authenticated(authentication.getName(), null, List.of());
		}
		throw new BadCredentialsException("The credentials are wrong");
	}

}
