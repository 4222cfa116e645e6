package io.onsrelay.secret;

import java.util.regex.Pattern;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks the format of a secret without passing its value on.
 */
public final class SecretFormatValidator implements ConstraintValidator<SecretFormat, Secret> {

	private Pattern pattern = Pattern.compile("");

	@Override
	public void initialize(SecretFormat constraint) {
		this.pattern = Pattern.compile(constraint.regexp());
	}

	@Override
	public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
		return secret == null || this.pattern.matcher(secret.reveal()).matches();
	}

}
