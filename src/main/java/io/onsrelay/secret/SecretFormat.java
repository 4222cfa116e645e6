package io.onsrelay.secret;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The annotated {@link Secret} must match a regular expression. Neither the violation nor
 * its message contains the value. {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = SecretFormatValidator.class)
@Target({ ElementType.ANNOTATION_TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SecretFormat {

	/**
	 * Return the regular expression that the whole secret must match.
	 * @return the expression
	 */
	String regexp();

	/**
	 * Return the message that is shown to the user.
	 * @return what the value must be, such as {@code must be 32 letters or digits}
	 */
	String message();

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
