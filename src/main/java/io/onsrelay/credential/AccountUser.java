package io.onsrelay.credential;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.onsrelay.secret.Secret;

/**
 * A user of an account that has roles.
 *
 * @param credential the name under which the hash of a generated password is stored
 * @param username the user's name
 * @param password the configured password; {@code null} or empty to generate one
 * @param role what the user may do
 * @param announcement formats the text that is printed once for a generated password
 */
public record AccountUser(String credential, String username, @Nullable Secret password, Role role,
		Function<Secret, String> announcement) {
}
