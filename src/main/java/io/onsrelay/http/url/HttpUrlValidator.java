package io.onsrelay.http.url;

import java.util.regex.Pattern;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

import io.onsrelay.secret.Secret;

/**
 * Checks URLs as the client reads them when it calls them.
 */
final class HttpUrlValidator {

	/** Other constraints say what is wrong with anything else. */
	private static final Pattern FORM = Pattern.compile("(?i)https?://[^\\s/?#@]+([/?#]\\S*)?");

	private HttpUrlValidator() {
	}

	private static boolean isValid(String url) {
		return !FORM.matcher(url).matches() || ParsedUrl.parse(url).isPresent();
	}

	/**
	 * Checks a text.
	 */
	public static final class OfText implements ConstraintValidator<HttpUrl, String> {

		@Override
		public boolean isValid(@Nullable String url, ConstraintValidatorContext context) {
			return url == null || HttpUrlValidator.isValid(url);
		}

	}

	/**
	 * Checks a secret without passing its value on.
	 */
	public static final class OfSecret implements ConstraintValidator<HttpUrl, Secret> {

		@Override
		public boolean isValid(@Nullable Secret url, ConstraintValidatorContext context) {
			return url == null || HttpUrlValidator.isValid(url.reveal());
		}

	}

}
