package io.onsrelay.provisioning;

import io.onsrelay.presentation.RegionNames;

/**
 * The names of regions for the tests of other rooms, as the application knows them.
 */
public final class RegionNamesOfTheSdk {

	private RegionNamesOfTheSdk() {
	}

	public static RegionNames regionNames() {
		return new SdkRegionNames();
	}

}
