package io.onsrelay.secret;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The annotated {@link Secret} must be a password of a user of this service: at least 12
 * characters that are not all blanks. Delays slow a search down; what makes it hopeless
 * is the length. {@code null} and the empty text are valid, since a password is generated
 * then. The violation does not contain the value.
 */
@Documented
@SecretFormat(regexp = "(?sU)|(?=.*\\S).{12,}",
		message = "must have at least 12 characters, and not only blanks; without a password, one is generated")
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface PasswordFormat {

	/**
	 * Return the message of this constraint itself, which is never broken by itself.
	 * @return the message
	 */
	String message() default "must be a password";

	/**
	 * Return the groups the constraint belongs to.
	 * @return the groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Return what is attached to a violation.
	 * @return the payload
	 */
	Class<? extends Payload>[] payload() default {};

}
