package io.onsrelay.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import io.onsrelay.secret.SaltedHash;

/**
 * Checks a user name and a password. Both are always compared, and in constant time, so
 * that an attacker can't tell a wrong user name from a wrong password by the response
 * time. It implements no type of Spring Security, since a bean of such a type would apply
 * to other paths too.
 */
public final class UserAccount {

	private final byte[] username;

	private final SaltedHash password;

	/**
	 * Creates the account.
	 * @param username the user's name
	 * @param password the hash of the user's password
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
