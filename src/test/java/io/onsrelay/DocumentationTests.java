package io.onsrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

import io.onsrelay.notifier.NotifierFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation against the code: what can be configured or watched is written
 * down, under its full name.
 */
class DocumentationTests {

	private static final Pattern METER = Pattern.compile("\"(relay\\.[a-z.]+)\"");

	/** In backticks, with one lower-case letter at least: not SIGKILL. */
	private static final Pattern TYPE = Pattern.compile("`(\\p{Lu}\\p{Alnum}*\\p{Ll}\\p{Alnum}*)`");

	/** A row with the threat, what stops it, and at least one test. */
	private static final Pattern THREAT = Pattern
		.compile("\\| [^|]+ \\| [^|]+ \\| `\\w+(?:Tests|IT)`(?:, `(?:\\w+(?:Tests|IT)|deploy/verify-image)`)* \\|");

	/** A property or a meter, in backticks: not relay.yaml, nor relay.db. */
	private static final Pattern NAME = Pattern.compile("`(relay\\.(?!yaml|db)[a-z][a-z0-9.<>-]*[a-z0-9>])`");

	/** What is read without a type of its own, and what the build has. */
	private static final List<String> FREE_NAMES = List.of("relay.public-url", "relay.presets",
			"relay.preset.<name>.to", "relay.severity", "relay.mutation.threshold");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern FILE = Pattern
		.compile("`((?:deploy|bench|docs|src|helm|\\.ci|\\.github|\\.mvn)/[^\\s`<>*…]*)`");

	private static final Pattern CODE = Pattern.compile("^ *```.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	/** A title, and a sentence below it. */
	private static final Pattern BEGINNING = Pattern.compile("# [^\\n]+\\n\\n(?:\\p{L}|\\*\\*|\\[|Status:)");

	private static final Pattern UPPER_CASE = Pattern.compile("\\p{Lu}");

	@Test
	void everyPropertyIsDocumented() {
		Set<String> names = properties();
		assertThat(names).contains("relay.ingest.max-body-size", "relay.notifier.slack.<name>.webhook-url");
		assertThat(missing(names, documentation("docs/configuration.md"))).isEmpty();
	}

	@Test
	void everyMeterIsDocumented() {
		Set<String> names = meters();
		assertThat(names).contains("relay.messages", "relay.delivery.lag");
		assertThat(missing(names, documentation("docs/metrics.md"))).isEmpty();
	}

	@Test
	void everyPropertyAndMeterThatPagesNameExists() {
		Set<String> names = properties();
		names.addAll(meters());
		names.addAll(FREE_NAMES);
		List<String> unknown = pages()
			.flatMap((page) -> NAME.matcher(documentation(page))
				.results()
				.map((match) -> match.group(1))
				.filter((name) -> names.stream().noneMatch((known) -> fits(name, known)))
				.map((name) -> page + ": " + name))
			.distinct()
			.toList();
		assertThat(unknown).isEmpty();
	}

	@Test
	void everyLinkLeadsToFileAndHeading() {
		List<String> broken = pages()
			.flatMap((page) -> LINK.matcher(prose(page))
				.results()
				.map((match) -> match.group(1))
				.filter((link) -> !link.contains(":") && !leads(page, link))
				.map((link) -> page + ": " + link))
			.toList();
		assertThat(broken).isEmpty();
	}

	@Test
	void everyFileThatPagesNameExists() {
		List<String> missing = pages()
			.flatMap((page) -> FILE.matcher(documentation(page))
				.results()
				.map((match) -> match.group(1))
				.filter((file) -> Files.notExists(Path.of(file)))
				.map((file) -> page + ": " + file))
			.toList();
		assertThat(missing).isEmpty();
	}

	@Test
	void everyPageBeginsWithWhatItIsFor() {
		assertThat(pages()
			.filter((page) -> page.startsWith("docs/") && !BEGINNING.matcher(documentation(page)).lookingAt()))
			.isEmpty();
	}

	@Test
	void everyPageIsInTheListOfPages() {
		String list = documentation("docs/README.md");
		assertThat(pages().filter((page) -> page.startsWith("docs/") && page.indexOf('/', 5) < 0)
			.map((page) -> page.substring(5))
			.filter((page) -> !page.equals("README.md") && !list.contains("(" + page + ")"))).isEmpty();
	}

	@Test
	void readmeIsShort() {
		assertThat(documentation("README.md").lines()).hasSizeLessThan(150);
	}

	@Test
	void everyTypeThatPagesNameExists() throws IOException {
		Set<String> types;
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			types = files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".java"))
				.map((file) -> file.substring(0, file.length() - ".java".length()))
				.collect(Collectors.toSet());
		}
		List<String> named = Stream.of("docs/architecture.md", "docs/threat-model.md", "CONTRIBUTING.md")
			.flatMap((page) -> TYPE.matcher(documentation(page)).results())
			.map((match) -> match.group(1))
			.toList();
		assertThat(named).contains("MessageRelay", "ModularityTests").hasSizeGreaterThan(80);
		assertThat(types).containsAll(named);
	}

	@Test
	void everyThreatHasTest() {
		String page = documentation("docs/threat-model.md");
		List<String> rows = page.substring(page.indexOf("## Threats"), page.indexOf("## Not stopped"))
			.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| **") && !line.startsWith("| Threat "))
			.toList();
		assertThat(rows).hasSizeGreaterThan(25).allMatch((row) -> THREAT.matcher(row).matches());
	}

	private static Set<String> properties() {
		Set<String> names = new TreeSet<>();
		types(new AnnotationTypeFilter(ConfigurationProperties.class))
			.forEach((type) -> names.addAll(below(type.getAnnotation(ConfigurationProperties.class).prefix(), type)));
		types(new AssignableTypeFilter(NotifierFactory.class)).forEach((type) -> names.addAll(settings(type)));
		return names;
	}

	/**
	 * Return whether a page may write so of a name: the name with a destination's in it,
	 * what is above it, or what is below it.
	 */
	private static boolean fits(String written, String known) {
		String pattern = Pattern.quote(known).replace("<name>", "\\E[^.]+\\Q");
		return Pattern.matches(pattern + "([.\\[].*)?", written) || known.startsWith(written + ".");
	}

	/**
	 * Return the pages that users and developers read.
	 */
	private static Stream<String> pages() {
		try (Stream<Path> files = Files.walk(Path.of("docs"))) {
			List<String> pages = files.map(Path::toString).filter((file) -> file.endsWith(".md")).sorted().toList();
			return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md"), pages.stream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String prose(String page) {
		return CODE.matcher(documentation(page)).replaceAll("");
	}

	private static boolean leads(String page, String link) {
		int anchor = link.indexOf('#');
		String file = (anchor < 0) ? link : link.substring(0, anchor);
		Path target = file.isEmpty() ? Path.of(page) : Path.of(page).resolveSibling(file).normalize();
		return Files.exists(target) && (anchor < 0 || HEADING.matcher(prose(target.toString()))
			.results()
			.anyMatch((heading) -> anchor(heading.group(1)).equals(link.substring(anchor + 1))));
	}

	/**
	 * Return the anchor that forges make of a heading.
	 */
	private static String anchor(String heading) {
		String text = heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1").strip().toLowerCase(Locale.ROOT);
		return text.replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

	private static Set<String> settings(Class<?> factory) {
		Class<?> settings = ResolvableType.forClass(factory).as(NotifierFactory.class).getGeneric(0).toClass();
		String kind = factory.getPackageName().substring(factory.getPackageName().lastIndexOf('.') + 1);
		return below("relay.notifier." + kind + ".<name>", settings);
	}

	private static Set<String> below(String prefix, Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).flatMap((component) -> {
			String name = prefix + "." + UPPER_CASE.matcher(component.getName()).replaceAll(DocumentationTests::dashed);
			return (component.getType().isRecord() && isPartOf(type, component.getType()))
					? below(name, component.getType()).stream() : Stream.of(name);
		}).collect(Collectors.toCollection(TreeSet::new));
	}

	// Its own record, or that of a sub-package
	private static boolean isPartOf(Class<?> type, Class<?> component) {
		return type.equals(component.getEnclosingClass())
				|| component.getPackageName().startsWith(type.getPackageName() + ".");
	}

	private static String dashed(MatchResult letter) {
		return "-" + letter.group().toLowerCase(Locale.ROOT);
	}

	/**
	 * The types of the main sources that fit.
	 */
	private static Stream<Class<?>> types(TypeFilter filter) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(filter);
		return scanner.findCandidateComponents("io.onsrelay")
			.stream()
			.<Class<?>>map((candidate) -> ClassUtils.resolveClassName(String.valueOf(candidate.getBeanClassName()),
					DocumentationTests.class.getClassLoader()))
			.filter((type) -> type.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("/classes/"));
	}

	private static Set<String> meters() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.getFileName().toString().endsWith("Meters.java"))
				.map(DocumentationTests::read)
				.flatMap((source) -> METER.matcher(source).results())
				.map((match) -> match.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> missing(Set<String> names, String documentation) {
		return names.stream()
			.filter((name) -> !documentation.contains("`" + name + "`"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String documentation(String file) {
		return read(Path.of(file));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
