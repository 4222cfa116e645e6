package io.onsrelay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.Golden;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart as a whole.
 */
class ChartTests {

	private static final Pattern VERSION = Pattern
		.compile("<artifactId>ons-relay</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>");

	private final JsonNode chart = Yaml.file(Chart.DIRECTORY.resolve("Chart.yaml"));

	@Test
	void strictLintFindsNothing() {
		LintResult result = Chart.lint();
		assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
		assertThat(result.getMessages()).noneMatch((message) -> message.matches("\\[(WARNING|ERROR)\\].*"));
	}

	@ParameterizedTest
	@EnumSource
	void manifestsAreThoseThatWereReviewed(ExampleValues values) {
		Golden.check("chart", values.fileName(), values.render().json());
	}

	@Test
	void applicationIsTheOneOfThisBuild() throws IOException {
		Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(version.find()).isTrue();
		assertThat(this.chart.path("appVersion").asText()).isEqualTo(version.group(1));
	}

	@Test
	void imageForArtifactHubIsTheOneThatIsInstalled() {
		String image = Chart.render("{}").container().path("image").asText();
		assertThat(this.chart.at("/annotations/artifacthub.io~1images").asText()).contains("image: " + image + "\n");
	}

	@Test
	void everythingIsInTheNamespaceOfTheRelease() {
		assertThat(ExampleValues.SQLITE_IN_FULL.render().all())
			.allMatch((manifest) -> manifest.at("/metadata/namespace").asText().equals(Chart.NAMESPACE));
	}

	@Test
	void namesFitWhenTheReleaseHasLongOne() {
		Manifests manifests = Chart.render("fullnameOverride: " + "a-name-of-many-letters-".repeat(3) + "end");
		assertThat(manifests.all())
			.allSatisfy((manifest) -> assertThat(manifest.at("/metadata/name").asText()).hasSizeLessThanOrEqualTo(52)
				.doesNotEndWith("-"));
	}

}
