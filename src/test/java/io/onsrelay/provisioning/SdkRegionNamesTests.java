package io.onsrelay.provisioning;

import java.util.Arrays;

import com.oracle.bmc.Realm;
import org.junit.jupiter.api.Test;
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

	@Test
	void realmDomainsAreThoseOfOracle() {
		assertThat(new SdkRegionNames().realmDomains()).as("those of the SDK")
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(Realm.values()).map(Realm::getSecondLevelDomain).distinct().toList())
			.allMatch((domain) -> domain.matches("oracle(gov)?cloud[0-9]*\\.(com|uk|eu)"))
			.doesNotContain("oraclecloud99.com");
	}

}
