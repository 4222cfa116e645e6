package io.onsrelay.supply;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.onsrelay.supply.BillOfMaterials.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the bill of materials says about licences.
 */
class BillOfMaterialsTests {

	/** Licences that a service under Apache-2.0 may be distributed with. */
	private static final Set<String> ACCEPTED = Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0",
			"MIT");

	/** Components whose authors name an accepted licence without its identifier. */
	private static final Map<String, String> NAMED = Map.of("jmustache", "The (New) BSD License", "re2j", "Go License");

	@Test
	void everyComponentHasAnAcceptedLicence() {
		assertThat(BillOfMaterials.components()).hasSizeGreaterThan(100)
			.filteredOn((component) -> !NAMED.containsKey(component.name()))
			.allSatisfy((component) -> assertThat(component.licences()).containsAnyElementsOf(ACCEPTED));
	}

	@Test
	void everyExceptionIsStillOne() {
		Map<String, Collection<String>> licences = BillOfMaterials.components()
			.stream()
			.filter((component) -> NAMED.containsKey(component.name()))
			.collect(Collectors.toMap(Component::name, Component::licences));
		assertThat(licences.keySet()).isEqualTo(NAMED.keySet());
		assertThat(licences).allSatisfy((name, its) -> assertThat(its).containsExactly(NAMED.get(name)));
	}

	@Test
	void nothingOfTheTestsIsListed() {
		assertThat(BillOfMaterials.components()).extracting(Component::name)
			.doesNotContain("wiremock-standalone", "assertj-core", "helm-java");
	}

	@Test
	void serviceIsNamedWithItsOwnLicenceAndSources() {
		Function<String, String> text = (path) -> BillOfMaterials.service().at(path).asText();
		assertThat(text.apply("/name")).isEqualTo("ons-relay");
		assertThat(text.apply("/licenses/0/license/id")).isEqualTo("Apache-2.0");
		assertThat(BillOfMaterials.service().path("externalReferences").findValuesAsText("url"))
			.containsOnly("https://github.com/ons-relay/ons-relay");
	}

}
