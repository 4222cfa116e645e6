package io.onsrelay.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.onsrelay.TestClock;
import io.onsrelay.config.TestSettings;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.routing.mute.MuteProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests that what {@code docs/routes.md} shows can be pasted, and that no property is
 * missing in the documentation.
 */
class RoutesPageTests {

	private static final Pattern CONDITION = Pattern.compile("(?m)^\\| `(\\{.*})` \\|");

	private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(relay:.*?)```");

	private static final Pattern ROUTE_PART = Pattern.compile("(?s)```yaml\n((?:mute|title):.*?)```");

	@Test
	void conditionsCanBeRead() throws IOException {
		assertThat(find(CONDITION)).hasSizeGreaterThan(5)
			.allSatisfy((condition) -> assertThatCode(() -> Condition.parse(condition)).doesNotThrowAnyException());
	}

	@Test
	void examplesCanBeConfigured() throws IOException {
		assertThat(find(EXAMPLE)).hasSize(3)
			.allSatisfy((yaml) -> assertThatCode(() -> configure(yaml)).doesNotThrowAnyException());
	}

	@Test
	void partsOfRoutesCanBeConfigured() throws IOException {
		assertThat(find(ROUTE_PART)).hasSize(2)
			.allSatisfy((part) -> assertThatCode(() -> configure("relay.routes:\n- to: slack/ops\n" + part.indent(2)))
				.doesNotThrowAnyException());
	}

	@Test
	void everyPropertyIsDocumented() throws IOException {
		String documentation = Files.readString(Path.of("docs/configuration.md"));
		assertThat(names("relay.routes[].", RouteProperties.class)).hasSizeGreaterThan(5)
			.allSatisfy((name) -> assertThat(documentation).contains(name));
		assertThat(names("relay.routes[].mute[].", MuteProperties.class))
			.allSatisfy((name) -> assertThat(documentation).contains(name));
		assertThat(names("relay.preset.<name>.", PresetReader.PresetProperties.class))
			.allSatisfy((name) -> assertThat(documentation).contains(name));
	}

	private static List<String> names(String prefix, Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> "`" + prefix + component.getName() + "`")
			.toList();
	}

	private static List<String> find(Pattern pattern) throws IOException {
		return pattern.matcher(Files.readString(Path.of("docs/routes.md")))
			.results()
			.map((result) -> result.group(1))
			.toList();
	}

	private static void configure(String yaml) {
		new RouteTableReader(TestRegistry.of("slack/ops", "slack/security", "pagerduty/primary"), TestClock.standing())
			.read(TestSettings.ofYaml(yaml).binder());
	}

}
