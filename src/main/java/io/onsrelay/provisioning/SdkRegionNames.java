package io.onsrelay.provisioning;

import java.util.regex.Pattern;

import com.oracle.bmc.Region;

import io.onsrelay.presentation.RegionNames;

/**
 * Knows the regions that the OCI SDK knows. Only what looks like a region's key is looked
 * up, since the SDK searches files and the environment for what it does not know.
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

}
