package io.onsrelay.chart;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the chart makes of some values.
 *
 * @param all the manifests, in Helm's order
 */
public record Manifests(List<JsonNode> all) {

	static Manifests parse(String yaml) {
		return new Manifests(Yaml.documents(yaml).stream().filter((document) -> !document.isEmpty()).toList());
	}

	/**
	 * Return the manifests of a kind.
	 * @param kind such as {@code Service}
	 * @return all of them
	 */
	public Stream<JsonNode> ofKind(String kind) {
		return this.all.stream().filter((manifest) -> manifest.path("kind").asText().equals(kind));
	}

	/**
	 * Return the manifest of a kind.
	 * @param kind such as {@code Ingress}
	 * @return the only one
	 */
	public JsonNode only(String kind) {
		List<JsonNode> found = ofKind(kind).toList();
		if (found.size() != 1) {
			throw new AssertionError("There are %d of the kind %s in %s".formatted(found.size(), kind, kinds()));
		}
		return found.getFirst();
	}

	/**
	 * Return the StatefulSet or the Deployment.
	 * @return the only one
	 */
	public JsonNode workload() {
		return ofKind("StatefulSet").findFirst().orElseGet(() -> only("Deployment"));
	}

	/**
	 * Return the pod's specification.
	 * @return that of the workload
	 */
	public JsonNode pod() {
		return workload().at("/spec/template/spec");
	}

	/**
	 * Return the container of the relay.
	 * @return the pod's only one
	 */
	public JsonNode container() {
		return pod().at("/containers/0");
	}

	/**
	 * Return the configuration file.
	 * @return its text
	 */
	public String configuration() {
		return only("ConfigMap").at("/data/relay.yaml").asText() + "\n---\n" + routes();
	}

	/**
	 * Return the file whose changes restart no pod.
	 */
	String routes() {
		return only("ConfigMap").at("/data/routes.yaml").asText();
	}

	List<String> kinds() {
		return this.all.stream().map((manifest) -> manifest.path("kind").asText()).sorted().toList();
	}

	/**
	 * Return the manifests without what is random.
	 */
	String json() {
		ArrayNode json = JsonNodeFactory.instance.arrayNode();
		for (JsonNode manifest : this.all) {
			JsonNode copy = manifest.deepCopy();
			if (copy.path("data") instanceof ObjectNode data && copy.path("kind").asText().equals("Secret")) {
				data.fieldNames().forEachRemaining((name) -> data.put(name, "random"));
			}
			json.add(copy);
		}
		return json.toString();
	}

}
