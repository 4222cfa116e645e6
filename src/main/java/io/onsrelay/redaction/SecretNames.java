package io.onsrelay.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of fields, headers and parameters that hold secrets.
 */
final class SecretNames {

	private static final List<String> NAMES = List.of("authorization", "proxy-authorization", "opc-obo-token",
			"x-obo-token", "credential", "credentials", "password", "passwd", "passphrase", "admin-password", "secret",
			"client-secret", "secret-key", "token", "access-token", "refresh-token", "id-token", "auth-token",
			"security-token", "session-token", "api-key", "x-api-key", "private-key", "secret-access-key",
			"aws-secret-access-key", "account-key", "shared-access-key", "cookie", "set-cookie");

	private static final Set<String> FOLDED = NAMES.stream().map(SecretNames::fold).collect(Collectors.toSet());

	/** Matches any of the names if letter case is ignored. */
	static final String REGEX = NAMES.stream()
		.map((name) -> name.replace("-", "[-_]?"))
		.collect(Collectors.joining("|", "(?:", ")"));

	/** Each of the names contains one of these. */
	static final SecretPattern.Clue CLUE = SecretPattern.Clue.of("auth", "token", "credential", "pass", "secret", "key",
			"cookie");

	private SecretNames() {
	}

	static boolean contains(String name) {
		return FOLDED.contains(fold(name));
	}

	private static String fold(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
