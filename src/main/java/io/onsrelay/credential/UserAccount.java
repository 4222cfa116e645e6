package io.onsrelay.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import io.onsrelay.credential.LoginFailures.Ending;
import io.onsrelay.credential.LoginFailures.Username;
import io.onsrelay.secret.SaltedHash;

/**
 * Checks a user name and a password. Both are always compared, and in constant time, also
 * with several passwords, so that an attacker can't tell a wrong user name from a wrong
 * password by the response time. It implements no type of Spring Security, since a bean
 * of such a type would apply to other paths too.
 */
public final class UserAccount {

	private final String name;

	private final byte[] username;

	private final List<SaltedHash> passwords;

	private final LoginThrottle throttle;

	private final LoginFailures failures;

	UserAccount(String name, String username, List<SaltedHash> passwords, LoginThrottle throttle,
			LoginFailures failures) {
		this.name = name;
		this.username = username.getBytes(StandardCharsets.UTF_8);
		this.passwords = List.copyOf(passwords);
		this.throttle = throttle;
		this.failures = failures;
	}

	Authentication authenticate(Authentication login) {
		String address = (login.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		LoginSource source = LoginSource.of(this.name, address);
		boolean known = MessageDigest.isEqual(this.username, login.getName().getBytes(StandardCharsets.UTF_8));
		Username user = known ? Username.KNOWN : Username.UNKNOWN;
		if (!this.throttle.admit(source)) {
			this.failures.add(this.name, user, Ending.REJECTED, address);
			throw new TooManyLoginsException();
		}
		boolean right = matches(String.valueOf(login.getCredentials()));
		if (known && right) {
			this.throttle.succeeded(source);
			return UsernamePasswordAuthenticationToken.authenticated(login.getName(), null, List.of());
		}
		this.throttle.failed(source);
		this.failures.add(this.name, user, Ending.WRONG, address);
		throw new BadCredentialsException("The credentials are wrong");
	}

	// All of them, so that the response time does not tell which one matches
	private boolean matches(String candidate) {
		boolean right = false;
		for (SaltedHash password : this.passwords) {
			right |= password.matches(candidate);
		}
		return right;
	}

}
