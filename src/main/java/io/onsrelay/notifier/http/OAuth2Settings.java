package io.onsrelay.notifier.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import io.onsrelay.http.url.HttpUrl;
import io.onsrelay.secret.Secret;

/**
 * The client credentials of OAuth 2. See
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4.
 *
 * @param tokenUrl the URL of the authorization server's token endpoint
 * @param clientId the id of the client, sent with the secret by HTTP Basic
 * @param clientSecret the secret of the client
 * @param scope the scopes to ask for, separated by blanks; {@code null} for those that
 * the server gives by default
 */
public record OAuth2Settings(
		@NotNull @HttpUrl @Pattern(regexp = "https?://[^\\s/?#@]+(/[^\\s?#]*)?(\\?[^\\s#]*)?",
				message = "must be an http or https URL") String tokenUrl,
		@NotBlank String clientId, @NotNull Secret clientSecret, @Nullable String scope) {
}
