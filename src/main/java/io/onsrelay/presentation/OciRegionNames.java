package io.onsrelay.presentation;

import java.util.function.UnaryOperator;

import com.oracle.bmc.Region;

/**
 * Knows the names of the regions that the OCI SDK knows. Only what looks like a region's
 * key is looked up, since the SDK searches files and the environment for what it does not
 * know.
 */
final class OciRegionNames implements UnaryOperator<String> {

	@Override
	public String apply(String nameOrKey) {
		if (!Regions.isKey(nameOrKey)) {
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
