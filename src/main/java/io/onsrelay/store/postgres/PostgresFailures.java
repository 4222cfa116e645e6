package io.onsrelay.store.postgres;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.springframework.core.NestedExceptionUtils;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Explains why a database can't be used, by the codes of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, and says what to do.
 * Neither the server nor the driver puts a password into its messages.
 */
public final class PostgresFailures {

	static final String URL = "spring.datasource.url";

	private static final String USERNAME = "spring.datasource.username";

	private static final String PASSWORD = "spring.datasource.password";

	private static final String TLS = "Add ?sslmode=verify-full&sslrootcert=FILE to the URL, with the certificate of the "
			+ "database's authority, or ?sslmode=require to accept any certificate.";

	/**
	 * What the server says to a client that may not connect without TLS, or only with it.
	 */
	private static final Pattern ENCRYPTION = Pattern.compile("no encryption|SSL off|SSL encryption",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

	private PostgresFailures() {
	}

	/**
	 * Explains an error at the start.
	 * @param ex the error of the driver
	 * @return the property that is to blame, what is wrong, and what to do
	 */
	public static InvalidConfigurationException explain(SQLException ex) {
		String message = LINE_BREAK.matcher(String.valueOf(ex.getMessage())).replaceAll(" ");
		Optional<InvalidConfigurationException> connection = connection(ex, message);
		return connection.orElseGet(() -> switch (String.valueOf(ex.getSQLState())) {
			case "28P01" -> of(PASSWORD, "the database refuses the password (%s)", message,
					"Set the password of the user that spring.datasource.username names.");
			case "28000" -> of(USERNAME, "the database does not let the user in (%s)", message,
					"Create the user, or permit it to connect in the server's pg_hba.conf.");
			case "3D000" -> of(URL, "the database does not exist (%s)", message,
					"Create it, or correct the name at the end of the URL.");
			case "42501" -> of(USERNAME, "the user may not do what the store needs (%s)", message,
					"Let the user own its schema and tables, for example with GRANT CREATE, USAGE ON SCHEMA public.");
			case "25006" -> readOnly(message);
			case "53300" -> of(URL, "the database has no connection left (%s)", message,
					"Each replica needs 6: raise max_connections, or end other connections.");
			case "57P03" ->
				of(URL, "the database starts or stops (%s)", message, "Start the service again when it is up.");
			default -> of(URL, "the database can't be used (%s)", message,
					"Check the address, spring.datasource.username and spring.datasource.password, and that the database is up.");
		});
	}

	private static Optional<InvalidConfigurationException> connection(SQLException ex, String message) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (ENCRYPTION.matcher(message).find()) {
			return Optional.of(of(URL, "the database requires TLS (%s)", message, TLS));
		}
		if (message.contains("does not support SSL")) {
			return Optional.of(of(URL, "the database offers no TLS (%s)", message,
					"Turn it on at the server, or take sslmode out of the URL."));
		}
		if (hasCause(ex, SSLException.class)) {
			return Optional.of(of(URL, "the database's certificate is not accepted (%s)",
					message + ": " + LINE_BREAK.matcher(String.valueOf(cause.getMessage())).replaceAll(" "), TLS));
		}
		if (cause instanceof UnknownHostException) {
			return Optional.of(of(URL, "its host is not known (%s)", "no address for " + cause.getMessage(),
					"Correct the name of the host, or the name server of this machine."));
		}
		if (cause instanceof ConnectException || cause instanceof SocketTimeoutException
				|| cause instanceof NoRouteToHostException) {
			return Optional.of(of(URL, "the database can't be reached (%s)", message,
					"Check host and port, that the database is up, and that no firewall is between."));
		}
		return Optional.empty();
	}

	private static boolean hasCause(Throwable ex, Class<? extends Throwable> type) {
		return type.isInstance(ex) || (ex.getCause() != null && hasCause(ex.getCause(), type));
	}

	static InvalidConfigurationException readOnly(String message) {
		return of(URL, "the database is read-only (%s)", message,
				"Name the primary server, not a standby; with several hosts, add ?targetServerType=primary to the URL. "
						+ "If it is the primary, turn default_transaction_read_only off.");
	}

	static InvalidConfigurationException of(String property, String description, String message, String action) {
		return new InvalidConfigurationException(property, description.formatted(message), action);
	}

}
