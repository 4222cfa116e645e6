package io.onsrelay.provisioning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SdkRegionNamesTests {

	@ParameterizedTest
	@CsvSource({ "phx, us-phoenix-1", "iad, us-ashburn-1", "fra, eu-frankfurt-1", "eu-frankfurt-1, eu-frankfurt-1",
			"zzz, zzz", "mars-crater-1, mars-crater-1", "'', ''" })
	void nameOfGivesTheNameOrWhatItWasGiven(String nameOrKey, String name) {
		assertThat(new SdkRegionNames().nameOf(nameOrKey)).isEqualTo(name);
	}

}
