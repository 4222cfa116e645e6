package io.onsrelay.admin.document;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.onsrelay.ingest.IngestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document of the API: that it is valid, and that no endpoint is missing.
 */
class ApiDocumentTests {

	private static IngestServer server;

	private static JsonNode document;

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		server = IngestServer.start(directory, "relay.admin.reader.password=readers-password",
				"relay.ingest.trusted-proxies=127.0.0.1");
		HttpResponse<String> response = get("/v3/api-docs");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		document = new JsonMapper().readTree(response.body());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everyEndpointIsThereWithASummary() {
		Set<String> documented = new TreeSet<>();
		operations().forEach((name, operation) -> {
			documented.add(name);
			assertThat(operation.path("summary").asText()).as(name + " has an @Summary")
				.endsWith(".")
				.hasSizeGreaterThan(15);
			assertThat(operation.path("tags")).as(name).hasSize(1);
		});
		assertThat(documented).isEqualTo(mapped()).hasSizeGreaterThan(8);
	}

	@Test
	void documentIsOfVersion31AndRefersToNothingThatIsMissing() {
		assertThat(document.path("openapi").asText()).startsWith("3.1.");
		assertThat(document.path("info").path("title").asText()).isEqualTo("ons-relay");
		assertThat(document.findValuesAsText("$ref")).isNotEmpty()
			.allSatisfy((reference) -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference)
				.isFalse());
		assertThat(document.findValues("nullable")).as("a word of 3.0").isEmpty();
		assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates().hasSameSizeAs(mapped());
		document.path("security")
			.forEach((one) -> one.fieldNames()
				.forEachRemaining((scheme) -> assertThat(
						document.path("components").path("securitySchemes").path(scheme).path("type").asText())
					.isEqualTo("http")));
	}

	@Test
	void everyOperationHasWhatTheSpecificationAsksFor() {
		operations().forEach((name, operation) -> {
			Set<String> inPath = Pattern.compile("\\{(\\w+)}")
				.matcher(name)
				.results()
				.map((found) -> found.group(1))
				.collect(Collectors.toSet());
			for (JsonNode parameter : operation.path("parameters")) {
				assertThat(parameter.path("in").asText()).as(name).isIn("path", "query", "header");
				assertThat(parameter.path("schema").path("type").toString()).as(name + " " + parameter.path("name"))
					.doesNotContain("object")
					.isNotEmpty();
				if (parameter.path("in").asText().equals("path")) {
					assertThat(inPath.remove(parameter.path("name").asText())).as(name).isTrue();
					assertThat(parameter.path("required").asBoolean()).as(name).isTrue();
				}
			}
			assertThat(inPath).as(name).isEmpty();
			assertThat(operation.path("responses").properties()).as(name)
				.anyMatch((response) -> response.getKey().startsWith("2"));
			operation.path("responses")
				.forEach((response) -> assertThat(response.path("description").asText()).as(name).isNotEmpty());
		});
	}

	@Test
	void problemsAndExamplesAreShown() {
		JsonNode list = document.path("paths").path("/api/dead-letters").path("get");
		assertThat(list.at("/responses/200/content").elements().next().path("example").at("/items/0/reason").asText())
			.isEqualTo("auth");
		JsonNode problem = list.at("/responses/503/content/application~1problem+json");
		assertThat(problem.at("/schema/$ref").asText()).isEqualTo("#/components/schemas/Problem");
		assertThat(problem.at("/example/detail").asText()).isEqualTo("The store can't be used now.");
		assertThat(list.path("parameters").findValuesAsText("example")).contains("slack/ops");
	}

	@Test
	void serverIsBelowThePrefixOfTheProxy() {
		assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
		assertThat(get("/v3/api-docs", "X-Forwarded-Prefix", "/ops").body())
			.contains("\"servers\":[{\"url\":\"/ops\"}]");
	}

	@Test
	void startCreatesNothingOfTheLibrary() {
		assertThat(server.beanNames()).noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("springdoc"));
	}

	private static Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> operations.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
						method.getValue())));
		return operations;
	}

	private static Set<String> mapped() {
		return server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getPatternValues()
				.stream()
				.filter((path) -> path.startsWith("/api/"))
				.flatMap((path) -> mapping.getMethodsCondition()
					.getMethods()
					.stream()
					.map((method) -> method + " " + path)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = server.to(path)
			.header("Authorization", IngestServer.basic("reader", "readers-password"));
		return server.send(((headers.length > 0) ? request.headers(headers) : request).GET());
	}

}
