package io.onsrelay.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import io.onsrelay.credential.LoginFailures.Ending;
import io.onsrelay.credential.LoginFailures.Username;
import io.onsrelay.secret.SaltedHash;

/**
 * Checks user names and passwords. All of them are always compared, and in constant time,
 * so that an attacker can't tell a wrong user name from a wrong password by the response
 * time. It implements no type of Spring Security, since a bean of such a type would apply
 * to other paths too.
 */
public final class UserAccount {

	private final String name;

	private final List<KnownUser> users;

	private final LoginThrottle throttle;

	private final LoginFailures failures;

	private final int salt;

	/**
	 * Creates an account.
	 * @param name its name
	 * @param users its users, whose names differ
	 * @param throttle delays failed logins
	 * @param failures counts them
	 * @param salt tells user names apart in the throttle
	 */
	UserAccount(String name, List<KnownUser> users, LoginThrottle throttle, LoginFailures failures, int salt) {
		this.name = name;
		this.users = List.copyOf(users);
		this.throttle = throttle;
		this.failures = failures;
		this.salt = salt;
	}

	/**
	 * Checks a login: after the delay that failures of its source cause.
	 * @param login the user name as its name, the password as its credentials, and
	 * {@link WebAuthenticationDetails} with the address of the client
	 * @return the login with what the user may do, without the password
	 * @throws org.springframework.security.core.AuthenticationException if user name or
	 * password is wrong, or too many logins of the source wait
	 */
	public Authentication authenticate(Authentication login) {
		String address = (login.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		LoginSource source = LoginSource.of(this.name, login.getName(), this.salt, address);
		byte[] username = login.getName().getBytes(StandardCharsets.UTF_8);
		boolean known = false;
		for (KnownUser user : this.users) {
			known |= user.isNamed(username);
		}
		Username kind = known ? Username.KNOWN : Username.UNKNOWN;
		if (!this.throttle.admit(source)) {
			this.failures.add(this.name, kind, Ending.REJECTED, address);
			throw new TooManyLoginsException();
		}
		Optional<KnownUser> user = matching(username, String.valueOf(login.getCredentials()));
		if (user.isEmpty()) {
			this.throttle.failed(source);
			this.failures.add(this.name, kind, Ending.WRONG, address);
			throw new BadCredentialsException("The credentials are wrong");
		}
		this.throttle.succeeded(source);
		UsernamePasswordAuthenticationToken authenticated = UsernamePasswordAuthenticationToken
			.authenticated(login.getName(), null, user.get().authorities());
		authenticated.setDetails(login.getDetails());
		return authenticated;
	}

	// All of them, so that the response time does not tell which one matches
	private Optional<KnownUser> matching(byte[] username, String password) {
		Optional<KnownUser> matching = Optional.empty();
		for (KnownUser user : this.users) {
			boolean right = user.hasPassword(password);
			if (user.isNamed(username) && right) {
				matching = Optional.of(user);
			}
		}
		return matching;
	}

	/**
	 * A user.
	 *
	 * @param username the user's name
	 * @param passwords the passwords, each of which is right
	 * @param authorities what the user may do
	 */
	record KnownUser(String username, List<SaltedHash> passwords, List<GrantedAuthority> authorities) {

		boolean isNamed(byte[] candidate) {
			return MessageDigest.isEqual(this.username.getBytes(StandardCharsets.UTF_8), candidate);
		}

		boolean hasPassword(String candidate) {
			boolean right = false;
			for (SaltedHash password : this.passwords) {
				right |= password.matches(candidate);
			}
			return right;
		}

	}

}
