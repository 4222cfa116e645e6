package io.onsrelay.provisioning;

import io.onsrelay.presentation.RegionNames;

/**
 * The application's names of regions, for the tests of other modules.
 */
public final class RegionNamesOfTheSdk {

	private RegionNamesOfTheSdk() {
	}

	public static RegionNames regionNames() {
		return new SdkRegionNames();
	}

}
