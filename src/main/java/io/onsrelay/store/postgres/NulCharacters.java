package io.onsrelay.store.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the character U+0000, which PostgreSQL does not accept in text
 * (https://www.postgresql.org/docs/current/datatype-character.html), by U+FFFD. Senders
 * may use it anywhere, and no message is rejected for it; the body keeps its exact bytes
 * in a binary column.
 */
public final class NulCharacters {

	private static final char NUL = '\0';

	private static final char REPLACEMENT = '\uFFFD';

	private NulCharacters() {
	}

	/**
	 * Return a connection whose statements accept every text.
	 * @param connection the connection
	 * @return the connection, wrapped
	 */
	public static Connection replacing(Connection connection) {
		return proxy(Connection.class, (_, method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			return (result instanceof PreparedStatement statement) ? replacing(statement) : result;
		});
	}

	/**
	 * Return a text as PostgreSQL stores it.
	 * @param text the text
	 * @return the text with U+FFFD for each U+0000
	 */
	public static @Nullable String replace(@Nullable String text) {
		return (text != null) ? replaced(text) : null;
	}

	private static String replaced(String text) {
		return text.replace(NUL, REPLACEMENT);
	}

	private static PreparedStatement replacing(PreparedStatement statement) {
		return proxy(PreparedStatement.class, (_, method, arguments) -> {
			if (arguments != null && arguments.length > 1 && arguments[1] instanceof String text
					&& method.getName().startsWith("set")) {
				arguments[1] = replaced(text);
			}
			return invoke(statement, method, arguments);
		});
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(NulCharacters.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@SuppressWarnings("NullAway") // reflection returns what the method returns
	private static Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
