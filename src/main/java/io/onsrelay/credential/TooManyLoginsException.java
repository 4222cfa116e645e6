package io.onsrelay.credential;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown when a login is rejected unchecked, since too many others of its source wait.
 */
final class TooManyLoginsException extends AuthenticationException {

	TooManyLoginsException() {
		super("Too many logins failed");
	}

}
