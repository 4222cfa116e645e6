package io.onsrelay.provisioning;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.oracle.bmc.Realm;
import com.oracle.bmc.Region;

import io.onsrelay.presentation.RegionNames;

/**
 * The names of the regions and the domains of the realms that the OCI SDK knows. Only
 * three letters, as in the keys of regions, are looked up, since the SDK searches files
 * and the environment for a key that it does not know.
 */
final class SdkRegionNames implements RegionNames {

	private static final Pattern KEY = Pattern.compile("[a-z]{3}");

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
		return Arrays.stream(Realm.values()).map(Realm::getSecondLevelDomain).collect(Collectors.toUnmodifiableSet());
	}

}
