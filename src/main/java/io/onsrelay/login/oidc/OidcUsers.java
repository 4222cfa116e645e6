package io.onsrelay.login.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.GrantedAuthority;

import io.onsrelay.credential.Role;

/**
 * Reads a user's name and role from the claims of a token.
 */
final class OidcUsers {

	/** One line that a log and an audit record can have. */
	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cf}]{1,200}");

	private final Logger logger = LoggerFactory.getLogger(OidcUsers.class);

	private final OidcSettings settings;

	private final Predicate<String> local;

	/**
	 * Creates the reader.
	 * @param settings the claims and roles
	 * @param local tells the names of users that the configuration has: a user of the
	 * provider can't appear as one of them
	 */
	OidcUsers(OidcSettings settings, Predicate<String> local) {
		this.settings = settings;
		this.local = local;
	}

	/**
	 * Reads a user.
	 * @param claims the claims of a token that was checked
	 * @return the user
	 * @throws DisabledException if the user has no name or no role
	 */
	User of(Map<String, Object> claims) {
		if (!(claims.get(this.settings.usernameClaim()) instanceof String name) || !NAME.matcher(name).matches()
				|| this.local.test(name)) {
			this.logger.warn(
					"A user of the OpenID provider is refused: the claim {}, which is "
							+ "relay.admin.oidc.username-claim, is missing, or is no name of its own",
					this.settings.usernameClaim());
			throw new DisabledException("no name");
		}
		List<String> values = values(claim(claims)).toList();
		Role role = values.stream().anyMatch(this.settings.operatorRoles()::contains) ? Role.OPERATOR
				: values.stream().anyMatch(this.settings.readerRoles()::contains) ? Role.READER : null;
		if (role == null) {
			this.logger.warn(
					"{} of the OpenID provider is refused: the claim {}, which is relay.admin.oidc.role-claim, "
							+ "has none of the values of reader-roles and operator-roles",
					name, this.settings.roleClaim());
			throw new DisabledException("no role");
		}
		return new User(name, role.authorities());
	}

	private @Nullable Object claim(Map<String, Object> claims) {
		Object exact = claims.get(this.settings.roleClaim());
		if (exact != null) {
			return exact;
		}
		Object value = claims;
		for (String part : this.settings.roleClaim().split("\\.", -1)) {
			value = (value instanceof Map<?, ?> object) ? object.get(part) : null;
		}
		return value;
	}

	// Oracle's identity domains write groups as objects with a name
	private static Stream<String> values(@Nullable Object claim) {
		return switch (claim) {
			case String text -> Stream.of(text.split(" ", -1));
			case Collection<?> list -> list.stream().flatMap(OidcUsers::value);
			case null, default -> Stream.of();
		};
	}

	private static Stream<String> value(@Nullable Object entry) {
		return switch (entry) {
			case String text -> Stream.of(text);
			case Map<?, ?> object when object.get("name") instanceof String text -> Stream.of(text);
			case null, default -> Stream.of();
		};
	}

	/**
	 * A user.
	 *
	 * @param name by which changes are recorded
	 * @param authorities what the user may do
	 */
	record User(String name, List<GrantedAuthority> authorities) {
	}

}
