package io.onsrelay.credential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.credential.UserAccount.KnownUser;
import io.onsrelay.secret.SaltedHash;
import io.onsrelay.secret.Secret;

/**
 * Makes the accounts of this service's own users. Failed logins of all of them are
 * delayed, counted and logged.
 */
public final class UserAccounts {

	private final Logger logger = LoggerFactory.getLogger(UserAccounts.class);

	private final Credentials credentials;

	private final LoginThrottle throttle;

	private final LoginFailures failures;

	private final RandomGenerator random;

	UserAccounts(Credentials credentials, LoginThrottle throttle, LoginFailures failures, RandomGenerator random) {
		this.credentials = credentials;
		this.throttle = throttle;
		this.failures = failures;
		this.random = random;
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
		return account(name, username, password, null, announcement);
	}

	/**
	 * Makes an account whose password is being changed: until all clients have the new
	 * one, the previous one is accepted too.
	 * @param name the name of the account
	 * @param username the name of its user
	 * @param password the configured password; {@code null} or empty to generate one
	 * @param previous the password before it; {@code null} or empty for none
	 * @param announcement formats the text that is printed once for a generated password
	 * @return the account
	 * @throws io.onsrelay.store.StoreUnavailableException as for the other method
	 */
	public UserAccount account(String name, String username, @Nullable Secret password, @Nullable Secret previous,
			Function<Secret, String> announcement) {
		this.failures.expect(name);
		List<SaltedHash> passwords = new ArrayList<>(List.of(this.credentials.hashOf(name, password, announcement)));
		this.credentials.hashOf(previous).ifPresent((hash) -> {
			passwords.add(hash);
			this.logger
				.warn("relay.{}.previous-password is accepted beside the new one. Remove it when no client uses it "
						+ "any more", name);
		});
		return account(name, List.of(new KnownUser(username, passwords, List.of())));
	}

	/**
	 * Makes an account of several users, each with a role.
	 * @param name the name of the account
	 * @param users its users, whose names differ
	 * @return the account
	 * @throws io.onsrelay.store.StoreUnavailableException as for the other methods
	 */
	public UserAccount account(String name, Collection<AccountUser> users) {
		this.failures.expect(name);
		return account(name,
				users.stream()
					.map((user) -> new KnownUser(user.username(),
							List.of(this.credentials.hashOf(user.credential(), user.password(), user.announcement())),
							user.role().authorities()))
					.toList());
	}

	private UserAccount account(String name, List<KnownUser> users) {
		List<String> names = users.stream().map(KnownUser::username).toList();
		return new UserAccount(name, users, this.throttle, this.failures,
				LoginSource.saltThatSeparates(names, this.random));
	}

}
