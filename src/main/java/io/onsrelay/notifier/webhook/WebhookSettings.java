package io.onsrelay.notifier.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.notifier.http.OAuth2Settings;
import io.onsrelay.secret.Secret;
import io.onsrelay.secret.SecretFormat;

/**
 * One receiver.
 *
 * @param url the URL that messages are posted to
 * @param secret the secrets that posts are signed with, as Standard Webhooks writes them:
 * one, or several while one is replaced; none for posts without a signature. See
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @param body what the body is
 * @param template the Mustache template of the body; {@code null} unless it is one
 * @param contentType the content type of the body; {@code null} for the usual one
 * @param headers further headers of a post; their values are secrets
 * @param username the user name for HTTP Basic
 * @param password the password for HTTP Basic
 * @param token a bearer token
 * @param oauth2 the client credentials of OAuth 2 by which an access token is had
 * @param timeout how long a call may take in total
 */
record WebhookSettings(
		@NotNull @HttpUrl @SecretFormat(regexp = "https?://[^\\s/?#@]+([/?]\\S*)?",
				message = "must be an http or https URL; credentials have properties of their own") Secret url,
		@DefaultValue List<@SecretFormat(regexp = WebhookSettings.SIGNING_SECRET,
				message = "must be secrets of Standard Webhooks: whsec_ and the Base64 of 24 to 64 random bytes, such as "
						+ "echo whsec_$(openssl rand -base64 32) prints") Secret> secret,
		@DefaultValue("cloudevents") BodyForm body, @Nullable String template,
		@Pattern(regexp = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ -~]*)?",
				message = "must be a media type, such as application/json") @Nullable String contentType,
		@DefaultValue Map<String, @SecretFormat(regexp = "[!-~]([ -~]*[!-~])?",
				message = "must be the value of a header: visible ASCII characters and blanks") Secret> headers,
		@Pattern(regexp = "[^:\\p{Cntrl}]+", message = "must be a user name without a colon") @Nullable String username,
		@Nullable Secret password,
		@SecretFormat(regexp = "[A-Za-z0-9._~+/-]+=*",
				message = "must be a bearer token: letters, digits and . _ ~ + / - =") @Nullable Secret token,
		@Valid @Nullable OAuth2Settings oauth2, @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout) {

	/**
	 * 24 to 64 bytes in Base64.
	 */
	static final String SIGNING_SECRET = "whsec_([A-Za-z0-9+/]{4}){7,21}"
			+ "([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)";

	@AssertTrue(message = "a webhook has a template where its body is one, and only there: set body to template and "
			+ "template to the text, or neither")
	boolean isTemplateWhereBodyIsOne() {
		return (this.body == BodyForm.TEMPLATE) == (this.template != null);
	}

	@AssertTrue(message = "the content-type of CloudEvents is fixed: remove it, or choose another body")
	boolean isContentTypeFree() {
		return this.body != BodyForm.CLOUDEVENTS || this.contentType == null;
	}

	@AssertTrue(message = "a webhook with HTTP Basic has both a username and a password")
	boolean isBasicComplete() {
		return (this.username == null) == (this.password == null);
	}

	@AssertTrue(message = "a webhook has one kind of credentials at most: username and password, token, or oauth2")
	boolean isOneKindOfCredentials() {
		return Stream.of(this.username, this.token, this.oauth2).filter((one) -> one != null).count() <= 1;
	}

	boolean hasCredentials() {
		return this.username != null || this.token != null || this.oauth2 != null;
	}

	/**
	 * What the body of a post is.
	 */
	enum BodyForm {

		/**
		 * The message as CloudEvents, without secrets.
		 */
		CLOUDEVENTS,

		/**
		 * The exact bytes that were received, with whatever secrets they hold.
		 */
		ORIGINAL,

		/**
		 * What a template makes of the message, without secrets.
		 */
		TEMPLATE

	}

}
