package io.onsrelay.supply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import io.onsrelay.supply.BillOfMaterials.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the section on dependencies in SECURITY.md against the build: a dependency that
 * is not explained fails it, and so does an explanation of one that is gone.
 */
class DependenciesPageTests {

	private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9._*-]+)`");

	private static final String OF_THE_SERVICE = "[not(scope) or scope='runtime']";

	@Test
	void everyDirectDependencyIsExplainedByName() throws Exception {
		List<String> direct = artifacts("/project/dependencies/dependency" + OF_THE_SERVICE);
		assertThat(direct).contains("spring-boot-starter-web", "jmustache", "flyway-database-postgresql")
			.doesNotContain("wiremock-standalone");
		assertThat(names("### Direct")).containsAll(direct);
	}

	@Test
	void everyComponentIsExplained() throws IOException {
		List<Pattern> explained = explained();
		assertThat(BillOfMaterials.components()).extracting(Component::name)
			.allMatch((name) -> explained.stream().anyMatch((pattern) -> pattern.matcher(name).matches()));
	}

	@Test
	void everythingThatIsExplainedIsThere() throws IOException {
		List<String> components = BillOfMaterials.components().stream().map(Component::name).toList();
		assertThat(explained())
			.allMatch((pattern) -> components.stream().anyMatch((name) -> pattern.matcher(name).matches()));
	}

	@Test
	void everythingThatIsLeftOutIsExplainedAndNotThere() throws Exception {
		List<String> excluded = Stream
			.of("/project/dependencies/dependency" + OF_THE_SERVICE,
					"/project/dependencyManagement/dependencies/dependency")
			.flatMap((dependencies) -> artifacts(dependencies + "/exclusions/exclusion").stream())
			.toList();
		assertThat(names("### Left out")).contains("log4j-to-slf4j").containsExactlyInAnyOrderElementsOf(excluded);
		assertThat(BillOfMaterials.components()).extracting(Component::name).doesNotContainAnyElementsOf(excluded);
	}

	private static List<Pattern> explained() throws IOException {
		return Stream.of("### Direct", "### Brought by others")
			.flatMap((heading) -> names(heading).stream())
			.map((name) -> Pattern.compile(name.replace(".", "\\.").replace("*", ".*")))
			.toList();
	}

	/**
	 * Return the names in the first column of the table below a heading.
	 */
	private static List<String> names(String heading) {
		return section(heading).lines()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\|", -1)[1])
			.flatMap((cell) -> NAME.matcher(cell).results())
			.map((match) -> match.group(1))
			.toList();
	}

	private static String section(String heading) {
		try {
			String page = Files.readString(Path.of("SECURITY.md"));
			assertThat(page).contains("\n" + heading + "\n");
			String rest = page.substring(page.indexOf("\n" + heading + "\n") + heading.length() + 1);
			int end = rest.indexOf("\n##");
			return (end < 0) ? rest : rest.substring(0, end);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> artifacts(String path) {
		try {
			Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
			XPath xpath = XPathFactory.newInstance().newXPath();
			NodeList nodes = (NodeList) xpath.evaluate(path + "/artifactId/text()", pom, XPathConstants.NODESET);
			return Stream.iterate(0, (index) -> index < nodes.getLength(), (index) -> index + 1)
				.map((index) -> nodes.item(index).getNodeValue())
				.toList();
		}
		catch (ParserConfigurationException | SAXException | IOException | XPathExpressionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
