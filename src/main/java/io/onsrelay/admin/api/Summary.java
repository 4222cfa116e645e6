package io.onsrelay.admin.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the document of the API what an endpoint does. This is no annotation of
 * OpenAPI: those would be loaded at each start, with everything that they refer to.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Summary {

	/**
	 * What the endpoint does, as one sentence.
	 * @return the sentence
	 */
	String value();

	/**
	 * A response, as JSON; empty for none.
	 * @return the response
	 */
	String example() default "";

}
