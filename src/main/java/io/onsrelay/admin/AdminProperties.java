package io.onsrelay.admin;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.secret.PasswordFormat;
import io.onsrelay.secret.Secret;

/**
 * The user who may see and replay dead letters.
 *
 * @param username the user's name
 * @param password the user's password; generated at the first start, and printed once, if
 * none is configured
 * @param allowedCidrs the networks that requests are admitted from, such as 10.0.0.0/8,
 * or single addresses; any network if none is configured
 */
@ConfigurationProperties(prefix = "relay.admin", ignoreUnknownFields = false)
@Validated
record AdminProperties(
		@DefaultValue("admin") @Pattern(regexp = "[^:\\p{Cntrl}]{1,64}",
				message = "must be 1 to 64 characters without a colon") String username,
		@PasswordFormat @Nullable Secret password, @DefaultValue List<@NotBlank String> allowedCidrs) {
}
