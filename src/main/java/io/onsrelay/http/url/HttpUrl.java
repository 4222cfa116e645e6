package io.onsrelay.http.url;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The annotated text or {@link io.onsrelay.secret.Secret} must be a URL that can be
 * called. The violation does not contain it. {@code null} is valid, and so is what other
 * constraints say more about: a text that is not http or https, a host, and what follows.
 */
@Documented
@Constraint(validatedBy = { HttpUrlValidator.OfText.class, HttpUrlValidator.OfSecret.class })
@Target({ ElementType.ANNOTATION_TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface HttpUrl {

	/**
	 * Return the message that is shown to the user.
	 * @return the message, to follow the name of the property
	 */
	String message() default "must be a URL whose host, port and characters are valid: percent-encode braces, quotes, blanks, "
			+ "pipes and letters that are not ASCII";

	/**
	 * Return the groups.
	 * @return no groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Return the payload.
	 * @return no payload
	 */
	Class<? extends Payload>[] payload() default {};

}
