package io.onsrelay.routing;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.TestSettings;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RouteReader} and {@link PresentationOverridesReader}: how users write
 * the way a route's messages are shown.
 */
class PresentationOverridesConfigurationTests {

	private static final String MENTION_ACTION = "Write <!here>, <!channel>, <!everyone>, <!subteam^S…> with the ID of "
			+ "a user group, or <@U…> with that of a member, or several with spaces between them; in YAML, put them in quotes.";

	private static final String TEMPLATE_ACTION = """
			Correct the template. It is written in Mustache, see https://mustache.github.io/mustache.5.html; \
			in YAML, put it in quotes.""";

	@Test
	void readWhenNothingIsOverriddenIsNone() {
		assertThat(overrides("{to: slack/ops}")).isEqualTo(PresentationOverrides.NONE);
	}

	@Test
	void readWhenEveryPropertyIsConfiguredKeepsAll() {
		assertThat(overrides("""
				{to: slack/ops, severity: error, title: 'Prod: {{title}}', text: '{{#resource}}{{.}}{{/resource}}',
				 mention: {critical: '<!here>', error: '<!subteam^S123>'}, action: trigger}"""))
			.isEqualTo(new PresentationOverrides(Severity.ERROR, "Prod: {{title}}", "{{#resource}}{{.}}{{/resource}}",
					Map.of(Severity.CRITICAL, "<!here>", Severity.ERROR, "<!subteam^S123>"), PagerAction.TRIGGER));
	}

	@Test
	void readWhenTextsAreBlankIsNone() {
		assertThat(overrides("{to: slack/ops, title: '', text: ' ', mention: '', unless: ''}"))
			.isEqualTo(PresentationOverrides.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<!here>", "<!channel>", "<!everyone>", "<!subteam^S0614TZR7>", "<@U024BE7LH>",
			"<@W024BE7LH>", "<!here>  <@U024BE7LH> <!subteam^S0614TZR7>" })
	void readWhenMentionIsOneTextHoldsForEverySeverity(String mention) {
		assertThat(overrides("{to: slack/ops, mention: '%s'}".formatted(mention)).mentions())
			.containsOnlyKeys(Severity.values())
			.containsValue(mention);
	}

	@Test
	void readWhenMentionsComeFromVariablesKeepsThem() {
		TestSettings settings = TestSettings
			.ofVariables(Map.of("RELAY_ROUTES_0_TO", "slack/ops", "RELAY_ROUTES_0_MENTION_CRITICAL", "<!channel>"));
		assertThat(read(settings).overrides().mentions()).isEqualTo(Map.of(Severity.CRITICAL, "<!channel>"));
	}

	@Test
	void readWhenUnlessIsConfiguredKeepsIt() {
		Route route = read(TestSettings.ofYaml("relay.routes: [{to: slack/ops, unless: '{\"source\": \"x\"}'}]"));
		assertThat(route.unless()).hasToString("{\"source\": \"x\"}");
	}

	@Test
	void readWhenUnlessIsWrongShowsWhere() {
		assertThat(failure("{to: slack/ops, unless: '{\"source\": []}'}"))
			.hasMessageStartingWith("relay.routes[0].unless: line 1, column 12: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "@here", "here", "<!Here>", "<!here><!channel>", "<!here> all", "<!subteam^>", "<@S123>",
			"<!subteam^s1>", "<https://example.com>" })
	void readWhenMentionIsNoneSaysWhatToWrite(String mention) {
		assertMistake("{to: slack/ops, mention: '%s'}".formatted(mention),
				"relay.routes[0].mention: '%s' is not a mention.".formatted(mention), MENTION_ACTION);
	}

	@Test
	void readWhenMentionOfSeverityIsNoneNamesTheSeverity() {
		assertMistake("{to: slack/ops, mention: {error: '<!here>', critical: 'all'}}",
				"relay.routes[0].mention.critical: 'all' is not a mention.", MENTION_ACTION);
	}

	@Test
	void readWhenOneOfSeveralDestinationsCanReadMentionKeepsIt() {
		assertThat(overrides("{to: [pagerduty/primary, slack/ops], mention: '<!here>'}").mentions())
			.containsValue("<!here>");
		assertMistake("{to: [pagerduty/primary, slack/ops], mention: '@here'}",
				"relay.routes[0].mention: '@here' is not a mention.", MENTION_ACTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'<!here>'", "'@here'", "{critical: '<!here>'}" })
	void readWhenNoDestinationHasMentionsSaysWhichKindsHave(String mention) {
		assertMistake("{to: [pagerduty/primary, audit/default], mention: %s}".formatted(mention),
				"relay.routes[0].mention: no destination of the route has mentions.",
				"Remove it, or send the route to a destination with mentions as well, of the kind slack.");
	}

	@Test
	void readWhenNoDestinationHasMentionsAndMentionIsBlankIsNone() {
		assertThat(overrides("{to: audit/default, mention: ''}")).isEqualTo(PresentationOverrides.NONE);
	}

	@Test
	void readWhenDestinationIsUnknownStillChecksTheMention() {
		assertThat(failure("{to: slack/opps, mention: '<!here>'}").getMistakes()).extracting(Mistake::property)
			.containsExactly("relay.routes[0].to[0]");
		assertThat(failure("{to: slack/opps, mention: '@here'}").getMistakes()).extracting(Mistake::property)
			.containsExactly("relay.routes[0].to[0]", "relay.routes[0].mention");
	}

	@Test
	void readWhenMentionIsForUnknownSeveritySuggestsTheNearest() {
		assertMistake("{to: slack/ops, mention: {critcal: '<!here>'}}",
				"relay.routes[0].mention.critcal: nothing is called 'critcal' below relay.routes[0].mention. "
						+ "Known there: critical, error, info, warning.",
				"Did you mean relay.routes[0].mention.critical? Correct the name or remove it.");
	}

	@Test
	void readWhenActionIsUnknownListsThem() {
		assertMistake("{to: slack/ops, action: resolv}",
				"relay.routes[0].action: 'resolv' is none of auto, trigger, resolve, change.", "Did you mean resolve?");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{{#facts}}{{label}}             | line 1: Section missing close tag 'facts'.
			{{title}}{{/facts}}             | line 1: Section close tag with no open tag 'facts'.
			a\\n{{#facts}}\\n{{/links}}     | line 3: Section close tag with mismatched open tag 'links' != 'facts'.
			{{{title}}                      | line 1: Invalid triple-mustache tag: {{{title}}.
			a\\n{{ }}                       | line 2: a tag is empty.
			{{title}}\\n{{=x}}              | line 2: the delimiters can't be read.
			{{title}}\\n{{status            | line 2: a tag is opened with {{ and not closed.
			{{title}\\n                     | line 1: a tag is opened with {{ and not closed.
			a\\n\\n{{> footer}}             | line 3: another template is included, and there are no others.
			{{#facts}}{{< base}}{{/base}}{{/facts}} | line 1: another template is included, and there are no others.
			""")
	void readWhenTemplateIsWrongSaysWhereAndHow(String template, String problem) {
		assertMistake("{to: slack/ops, title: \"%s\"}".formatted(template), "relay.routes[0].title: " + problem,
				TEMPLATE_ACTION);
	}

	@Test
	void readWhenTextIsNoTemplateNamesIt() {
		assertMistake("{to: slack/ops, text: '{{#a}}'}", "relay.routes[0].text: line 1: Section missing close tag 'a'.",
				TEMPLATE_ACTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "{{&title}} {{{title}}}", "{{^actor}}nobody{{/actor}}", "{{! a note }}x",
			"{{=<% %>=}}<%title%>", "}}", "{{body.data.resourceName}}", "{{#a}}{{#b}}x{{/b}}{{/a}}" })
	void readWhenTemplateIsRightKeepsIt(String template) {
		assertThat(overrides("{to: slack/ops, title: '%s'}".formatted(template)).title()).isEqualTo(template);
	}

	private static void assertMistake(String route, String message, String action) {
		InvalidConfigurationException failure = failure(route);
		assertThat(failure).hasMessage(message);
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static InvalidConfigurationException failure(String route) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> overrides(route));
		assertThat(failure).isNotNull();
		return failure;
	}

	private static PresentationOverrides overrides(String route) {
		return read(TestSettings.ofYaml("relay.routes: [%s]".formatted(route))).overrides();
	}

	private static Route read(TestSettings settings) {
		List<RouteProperties> entries = settings.binder()
			.bind(RouteReader.PROPERTY, Bindable.listOf(RouteProperties.class), List.of());
		Mistakes mistakes = new Mistakes();
		List<Route> routes = new RouteReader(TestRegistry.of("slack/ops", "pagerduty/primary", "audit/default"))
			.read(entries, mistakes);
		mistakes.refuse();
		return routes.getFirst();
	}

}
