package io.onsrelay.chart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docker compose up} starts on a laptop.
 */
class ComposeTests {

	private static final Path DIRECTORY = Path.of("deploy/compose");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[^}]*}");

	private final JsonNode compose = Yaml.file(Path.of("compose.yaml"));

	@Test
	void serviceAndWhatWatchesItAreThere() {
		assertThat(names(this.compose.path("services"))).containsExactly("relay", "postgres", "prometheus", "grafana");
	}

	@Test
	void everyFileThatIsMountedIsThereAndReadOnly() {
		assertThat(mounts().stream().filter((mount) -> mount.startsWith("./"))).hasSize(5)
			.allMatch((mount) -> mount.endsWith(":ro"))
			.allMatch((mount) -> Files.exists(Path.of(mount.split(":", -1)[0])));
	}

	@Test
	void everyOtherMountIsVolumeThatIsDeclared() {
		assertThat(mounts().stream().filter((mount) -> !mount.startsWith("./")).map((mount) -> mount.split(":", -1)[0]))
			.containsExactlyInAnyOrderElementsOf(names(this.compose.path("volumes")));
	}

	@Test
	void portsAreForThisMachineOnlyAndThatOfTheMetricsForNobody() {
		assertThat(this.compose.path("services").findValues("ports").stream().flatMap(JsonNode::valueStream))
			.extracting(JsonNode::asText)
			.containsExactly("127.0.0.1:8080:8080", "127.0.0.1:9090:9090", "127.0.0.1:3000:3000");
	}

	@Test
	void everyPasswordIsAskedForAndNoneIsWrittenDown() throws IOException {
		Properties example = new Properties();
		try (BufferedReader reader = Files.newBufferedReader(DIRECTORY.resolve(".env.example"))) {
			example.load(reader);
		}
		assertThat(example.values()).containsOnly("");
		assertThat(variables(Path.of("compose.yaml")))
			.containsExactlyInAnyOrderElementsOf(example.stringPropertyNames());
		assertThat(Files.readString(Path.of(".gitignore"))).contains("/deploy/compose/.env\n");
	}

	@Test
	void configurationAsksForNothingThatTheServiceIsNotGiven() throws IOException {
		JsonNode environment = this.compose.at("/services/relay/environment");
		assertThat(this.compose.at("/services/relay/volumes/0").asText())
			.isEqualTo("./deploy/compose/relay.yaml:/config/relay.yaml:ro");
		List<String> asked = Files.readAllLines(DIRECTORY.resolve("relay.yaml"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.flatMap((line) -> VARIABLE.matcher(line).results())
			.map((match) -> match.group(1))
			.toList();
		assertThat(asked).isNotEmpty().allMatch(environment::has, "is given");
	}

	@Test
	void serviceRunsLikeInTheChart() {
		JsonNode relay = this.compose.at("/services/relay");
		JsonNode environment = relay.path("environment");
		assertThat(environment.path("SPRING_CONFIG_ADDITIONAL_LOCATION").asText()).isEqualTo("file:/config/relay.yaml");
		assertThat(environment.path("SPRING_DATASOURCE_URL").asText()).startsWith("jdbc:postgresql://postgres:5432/");
		assertThat(relay.path("read_only").asBoolean()).isTrue();
		assertThat(relay.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
		assertThat(relay.path("tmpfs").toString()).contains("/tmp").doesNotContain("exec");
	}

	@Test
	void prometheusScrapesWhereTheChartDoes() {
		JsonNode job = Yaml.file(DIRECTORY.resolve("prometheus.yaml")).at("/scrape_configs/0");
		JsonNode monitor = ExampleValues.SQLITE_IN_FULL.render().only("ServiceMonitor").at("/spec/endpoints/0");
		assertThat(job.path("metrics_path")).isEqualTo(monitor.path("path"));
		assertThat(job.at("/static_configs/0/targets/0").asText()).isEqualTo("relay:8081");
	}

	@Test
	void grafanaHasTheSourceAndTheDashboard() {
		JsonNode source = Yaml.file(DIRECTORY.resolve("grafana/datasources.yaml")).at("/datasources/0");
		assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
		assertThat(source.path("isDefault").asBoolean()).isTrue();
		String path = Yaml.file(DIRECTORY.resolve("grafana/dashboards.yaml")).at("/providers/0/options/path").asText();
		assertThat(mounts()).contains("./" + Dashboard.FILE.getParent() + ":" + path + ":ro");
		assertThat(this.compose.at("/services/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
			.isEqualTo(path + "/" + Dashboard.FILE.getFileName());
	}

	private static List<String> names(JsonNode object) {
		return object.propertyStream().map(Map.Entry::getKey).toList();
	}

	private List<String> mounts() {
		return this.compose.path("services")
			.valueStream()
			.flatMap((service) -> service.path("volumes").valueStream())
			.map(JsonNode::asText)
			.toList();
	}

	private static List<String> variables(Path file) throws IOException {
		return VARIABLE.matcher(Files.readString(file)).results().map((match) -> match.group(1)).distinct().toList();
	}

}
