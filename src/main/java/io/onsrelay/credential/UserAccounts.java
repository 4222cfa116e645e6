package io.onsrelay.credential;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.onsrelay.secret.Secret;

/**
 * Makes the accounts of this service's own users. Failed logins of all of them are
 * delayed, counted and logged.
 */
public final class UserAccounts {

	private final Credentials credentials;

	private final LoginThrottle throttle;

	private final LoginFailures failures;

	UserAccounts(Credentials credentials, LoginThrottle throttle, LoginFailures failures) {
		this.credentials = credentials;
		this.throttle = throttle;
		this.failures = failures;
	}

	/**
	 * Makes an account, and generates its password if none is configured.
	 * @param name the name of the account, which is that of its section of the
	 * configuration, such as {@code ingest}
	 * @param username the name of its user
	 * @param password the configured password; {@code null} or empty to generate one
	 * @param announcement formats the text that is printed once for a generated password
	 * @return the account
	 * @throws io.onsrelay.store.StoreUnavailableException if the hash of a generated
	 * password can be neither read nor written
	 */
	public UserAccount account(String name, String username, @Nullable Secret password,
			Function<Secret, String> announcement) {
		this.failures.expect(name);
		return new UserAccount(name, username, this.credentials.hashOf(name, password, announcement), this.throttle,
				this.failures);
	}

}
