package io.onsrelay.login.oidc;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.secret.Secret;

/**
 * An OpenID provider whose users may log in.
 *
 * @param issuer the URL of the provider, as in its tokens: below it is
 * {@code /.well-known/openid-configuration}
 * @param scopes what a login asks for, separated by spaces
 * @param clientId the id of this service at the provider, for logins of browsers; without
 * it, only the API takes tokens
 * @param clientSecret its secret
 * @param audience for whom a token of the API has to be issued; the client id if none is
 * configured
 * @param usernameClaim the claim with the user's name, by which changes are recorded
 * @param roleClaim the claim with the user's roles or groups, a text or a list; dots lead
 * into it
 * @param readerRoles the values of that claim with which a user may see everything
 * @param operatorRoles the values of that claim with which a user may change everything
 */
public record OidcSettings(
		@NotBlank @Pattern(regexp = "https://[^?#\\s]+|http://(127\\.0\\.0\\.1|localhost)(:\\d+)?(/[^?#\\s]*)?",
				message = "must be an https URL without a query, as the tokens name it") String issuer,
		@DefaultValue("openid profile") @NotBlank String scopes, @Nullable String clientId,
		@Nullable Secret clientSecret, @Nullable String audience, @DefaultValue("sub") @NotBlank String usernameClaim,
		@DefaultValue("groups") @NotBlank String roleClaim,
		@DefaultValue("ons-relay-reader") List<@NotBlank String> readerRoles,
		@DefaultValue("ons-relay-operator") List<@NotBlank String> operatorRoles) {
}
