package io.onsrelay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
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

	private static final Pattern UPPER_CASE = Pattern.compile("\\p{Lu}");

	@Test
	void everyPropertyIsDocumented() {
		Set<String> names = new TreeSet<>();
		types(new AnnotationTypeFilter(ConfigurationProperties.class))
			.forEach((type) -> names.addAll(below(type.getAnnotation(ConfigurationProperties.class).prefix(), type)));
		types(new AssignableTypeFilter(NotifierFactory.class)).forEach((type) -> names.addAll(settings(type)));
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

	private static Set<String> settings(Class<?> factory) {
		Class<?> settings = ResolvableType.forClass(factory).as(NotifierFactory.class).getGeneric(0).toClass();
		String kind = factory.getPackageName().substring(factory.getPackageName().lastIndexOf('.') + 1);
		return below("relay.notifier." + kind + ".<name>", settings);
	}

	private static Set<String> below(String prefix, Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getName)
			.map((name) -> prefix + "." + UPPER_CASE.matcher(name).replaceAll(DocumentationTests::dashed))
			.collect(Collectors.toCollection(TreeSet::new));
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
