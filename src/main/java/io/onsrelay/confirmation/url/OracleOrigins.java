package io.onsrelay.confirmation.url;

import java.util.List;

/**
 * Which origins belong to Oracle beside the built-in ones, and which are called although
 * they do not.
 *
 * @param realmDomains domains of realms beside the built-in ones
 * @param allowedOrigins origins that are admitted with any scheme, host and port
 */
public record OracleOrigins(List<String> realmDomains, List<String> allowedOrigins) {

	/**
	 * Keeps copies of the lists.
	 * @param realmDomains as above
	 * @param allowedOrigins as above
	 */
	public OracleOrigins {
		realmDomains = List.copyOf(realmDomains);
		allowedOrigins = List.copyOf(allowedOrigins);
	}

}
