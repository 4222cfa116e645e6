package io.onsrelay.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The bill of materials that this build wrote into the jar.
 */
final class BillOfMaterials {

	private static final Path FILE = Path.of("target/classes/META-INF/sbom/application.cdx.json");

	private BillOfMaterials() {
	}

	/**
	 * Return the components, without the service itself.
	 */
	static List<Component> components() {
		return content().path("components").valueStream().map(BillOfMaterials::component).toList();
	}

	/**
	 * Return the service itself.
	 */
	static JsonNode service() {
		return content().at("/metadata/component");
	}

	private static JsonNode content() {
		try {
			return new ObjectMapper().readTree(FILE.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Component component(JsonNode json) {
		List<String> licences = json.path("licenses").valueStream().flatMap(BillOfMaterials::names).toList();
		return new Component(json.path("group").asText(), json.path("name").asText(), licences);
	}

	private static Stream<String> names(JsonNode licence) {
		return Stream.of(licence.path("expression"), licence.at("/license/id"), licence.at("/license/name"))
			.map(JsonNode::asText)
			.filter((name) -> !name.isEmpty());
	}

	/**
	 * A dependency of the running service.
	 *
	 * @param group its group at Maven
	 * @param name its artifact at Maven
	 * @param licences the identifiers of SPDX, or names where its author gives no
	 * identifier; any one of them may be chosen
	 */
	record Component(String group, String name, List<String> licences) {
	}

}
