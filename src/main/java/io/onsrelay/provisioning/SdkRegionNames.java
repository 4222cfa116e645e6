package io.onsrelay.provisioning;

import java.util.Set;
import java.util.regex.Pattern;

import com.oracle.bmc.Region;

import io.onsrelay.presentation.RegionNames;

/**
 * The names of the regions and the domains of the realms that the OCI SDK knows. Only
 * three letters, as in the keys of regions, are looked up, since the SDK searches files
 * and the environment for a key that it does not know. The domains are needed at each
 * start, and are listed here so that the SDK is not loaded for them.
 */
final class SdkRegionNames implements RegionNames {

	private static final Pattern KEY = Pattern.compile("[a-z]{3}");

	private static final Set<String> REALM_DOMAINS = Set.of("oraclecloud.com", "oraclecloud.eu", "oraclecloud8.com",
			"oraclecloud9.com", "oraclecloud10.com", "oraclecloud14.com", "oraclecloud15.com", "oraclecloud20.com",
			"oraclecloud21.com", "oraclecloud23.com", "oraclecloud24.com", "oraclecloud26.com", "oraclecloud29.com",
			"oraclecloud35.com", "oraclecloud42.com", "oraclecloud51.com", "oraclegovcloud.com", "oraclegovcloud.uk");

	@Override
	public String nameOf(String nameOrKey) {
		if (!KEY.matcher(nameOrKey).matches()) {
			return nameOrKey;
		}
		try {
			return Region.fromRegionCode(nameOrKey).getRegionId();
		}
		catch (IllegalArgumentException ex) {
			return nameOrKey;
		}
	}

	@Override
	public Set<String> realmDomains() {
		return REALM_DOMAINS;
	}

}
