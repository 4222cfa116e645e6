package io.onsrelay.notifier.webhook;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.secret.Secret;

/**
 * The headers of a post that users choose.
 */
final class WebhookHeaders {

	/**
	 * See https://www.rfc-editor.org/rfc/rfc9110#name-tokens.
	 */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

	/**
	 * What the connection, the client and the body decide. See
	 * https://www.rfc-editor.org/rfc/rfc9110#name-connection.
	 */
	private static final Set<String> OF_THE_CALL = Set.of("host", "content-length", "content-encoding",
			"transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect",
			"proxy-authorization", "proxy-connection");

	private WebhookHeaders() {
	}

	/**
	 * Reads the headers.
	 * @param settings the settings of the webhook
	 * @param property the name of its property
	 * @return the values in the clear by name
	 * @throws InvalidConfigurationException if a name is none, or not for users to choose
	 */
	static Map<String, String> read(WebhookSettings settings, String property) {
		Mistakes mistakes = new Mistakes();
		Map<String, String> headers = new HashMap<>();
		for (Map.Entry<String, Secret> header : settings.headers().entrySet()) {
			String name = header.getKey();
			mistakes.of(() -> requireFree(name, settings, "%s.headers.%s".formatted(property, name)));
			headers.put(name, header.getValue().reveal());
		}
		mistakes.refuse();
		return headers;
	}

	private static void requireFree(String name, WebhookSettings settings, String property) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidConfigurationException(property, "this is not the name of a header.",
					"Write letters, digits and dashes, such as X-Api-Key.");
		}
		String lower = name.toLowerCase(Locale.ROOT);
		if (lower.startsWith(StandardWebhooks.PREFIX)) {
			throw new InvalidConfigurationException(property,
					"headers that begin with webhook- are those of the signature.",
					"Remove it; the key of the signature is the property secret.");
		}
		if (lower.equals("content-type")) {
			throw new InvalidConfigurationException(property, "the content type has a property of its own.",
					"Write it as content-type beside headers.");
		}
		if (lower.equals("authorization") && settings.hasCredentials()) {
			throw new InvalidConfigurationException(property, "the webhook has other credentials already.",
					"Remove this header, or username and password, token, or oauth2.");
		}
		if (OF_THE_CALL.contains(lower)) {
			throw new InvalidConfigurationException(property, "this header belongs to the call and can't be chosen.",
					"Remove it.");
		}
	}

}
