package io.onsrelay.credential;

import java.util.List;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a user may do. Spring Security knows it as the authority of the same name behind
 * {@code ROLE_}.
 */
public enum Role {

	/**
	 * May see everything, and change nothing.
	 */
	READER,

	/**
	 * May see and change everything.
	 */
	OPERATOR;

	/**
	 * Return what the role permits: an operator may do what a reader may.
	 * @return the authorities
	 */
	public List<GrantedAuthority> authorities() {
		return switch (this) {
			case READER -> List.of(authority(READER));
			case OPERATOR -> List.of(authority(READER), authority(OPERATOR));
		};
	}

	private static GrantedAuthority authority(Role role) {
		return new SimpleGrantedAuthority("ROLE_" + role);
	}

}
