package io.onsrelay.presentation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.redaction.Redaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTemplates}, and with it for {@link TemplateModel}.
 */
class RouteTemplatesTests {

	private static final Message STOP = Fixtures.message("computeapi.instanceaction.stop.end");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private final RenderThreads threads = new RenderThreads(Duration.ofMillis(100));

	private final RouteTemplates templates = new RouteTemplates(new Redaction(List.of()), this.threads,
			new PresentationMetrics(this.registry));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{{title}}!                                  | Instance heron-01 stopped!
			{{status}} {{severity}} {{resource}}        | succeeded warning heron-01
			{{resourceType}} {{region}} {{compartment}} | instance eu-frankfurt-1 harbour
			{{route}} {{topic}}                         | stops foghorn
			{{body.data.resourceName}}                  | heron-01
			{{#body.data}}{{resourceName}}{{/body.data}} | heron-01
			a{{nothing}}b{{body.no.such.thing}}c        | abc
			{{#actor}}by {{actor}}{{/actor}}x           | x
			{{^actor}}nobody{{/actor}}                  | nobody
			<b> & {{body.eventTypeVersion}}             | <b> & 2.0
			""")
	void applyWhenRouteHasTitleUsesIt(String template, String title) {
		assertThat(apply(STOP, template, null).title()).isEqualTo(title);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{title.class}}", "{{title.length}}", "{{title.getBytes}}", "{{title.getClass.getName}}",
			"{{body.size}}", "{{body.isEmpty}}", "{{facts.size}}", "{{time.hashCode}}", "{{body.data.toString}}" })
	void applyWhenTemplateNamesMethodCallsNone(String template) {
		assertThat(apply(STOP, "[" + template + "]", null).title()).isEqualTo("[]");
	}

	@Test
	void applyWhenRouteHasTextPutsItBesideTheFacts() {
		Presentation presentation = apply(STOP, null, "Look:\n{{#facts}}{{label}}={{value}};{{/facts}}");
		assertThat(presentation.text()).startsWith("Look:\nAction=stop;").contains("Shape=");
		assertThat(presentation.title()).isEqualTo("Instance heron-01 stopped");
		assertThat(presentation.facts()).isNotEmpty();
	}

	@Test
	void applyWhenTemplateRendersNothingKeepsDefaultWording() {
		Presentation presentation = apply(STOP, " {{nothing}} ", "{{nothing}}");
		assertThat(presentation.title()).isEqualTo("Instance heron-01 stopped");
		assertThat(presentation.text()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{#open}}", "{{/close}}", "{{> partial}}" })
	void applyWhenTemplateFailsKeepsDefaultWordingAndCounts(String template) {
		Presentation presentation = apply(STOP, template, "text");
		assertThat(presentation.title()).isEqualTo("Instance heron-01 stopped");
		assertThat(presentation.text()).isEqualTo("text");
		assertThat(presentation.facts().getFirst().value()).startsWith("A template of the route failed");
		assertThat(failures()).isOne();
	}

	@Test
	void applyWhenSectionsMultiplyTheirLoopsEndsThemAndKeepsDefaultWording() {
		Message message = Fixtures.parse("{\"a\":[" + "{},".repeat(2_000) + "{}]}");
		String nested = "{{#body.a}}".repeat(8) + "{{nothing}}" + "{{/body.a}}".repeat(8);
		Presentation presentation = apply(message, null, nested);
		assertThat(presentation.text()).isNull();
		assertThat(presentation.title()).isEqualTo(Presenters.standard().present(message).title());
		assertThat(presentation.facts().getFirst().value()).startsWith("A template of the route failed");
		assertThat(failures()).isOne();
		assertThat(apply(STOP, null, "{{title}}").text()).as("the thread is free")
			.isEqualTo("Instance heron-01 stopped");
	}

	@Test
	void applyWhenOutputHasItsFullLengthEnds() {
		Message message = Fixtures.parse("{\"a\":[" + "{},".repeat(2_000) + "{}]}");
		String nested = "{{#body.a}}".repeat(8) + "x" + "{{/body.a}}".repeat(8);
		assertThat(apply(message, null, nested).text()).isEqualTo("x".repeat(2_999) + "…");
		assertThat(failures()).isZero();
	}

	@Test
	void applyWhenOutputIsLongCutsItBetweenCharacters() {
		Presentation presentation = apply(Fixtures.parse("😀".repeat(5_000)), "x{{body}}", "{{body}}{{body}}");
		assertThat(presentation.title()).hasSize(300).endsWith("😀…");
		assertThat(presentation.text()).hasSizeLessThanOrEqualTo(3_000).endsWith("😀…");
	}

	@Test
	void applyWhenBodyHoldsSecretsShowsNone() {
		Presentation presentation = apply(Fixtures.message("log.audit"), null,
				"{{body}} token={{body.data.eventName}}");
		assertThat(presentation.text()).doesNotContain("nobody-may-see").contains("token=******");
	}

	@Test
	void applyWhenMessageIsBatchHasListAsBody() {
		Presentation presentation = apply(Fixtures.message("log.batch"), "{{#body}}{{type}} {{/body}}", null);
		assertThat(presentation.title()).contains(" ").startsWith("com.oraclecloud.");
	}

	private double failures() {
		return this.registry.find("relay.template.failures").counters().stream().mapToDouble(Counter::count).sum();
	}

	private Presentation apply(Message message, @Nullable String title, @Nullable String text) {
		Notification notification = new Notification(message, Destination.of("slack/ops"), "stops",
				new PresentationOverrides(null, title, text, Map.of(), PresentationOverrides.PagerAction.AUTO));
		return this.templates.apply(notification, Presenters.standard().present(message));
	}

}
