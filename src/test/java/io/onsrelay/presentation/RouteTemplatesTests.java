package io.onsrelay.presentation;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.redaction.Redaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTemplates}, and with it for {@link TemplateModel}.
 */
class RouteTemplatesTests {

	private static final Message STOP = Fixtures.message("computeapi.instanceaction.stop.end");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final RouteTemplates templates = new RouteTemplates(new Redaction(List.of()),
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
		assertThat(this.registry.get("relay.template.failures").tag("route", "stops").counter().count()).isOne();
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

	private Presentation apply(Message message, @Nullable String title, @Nullable String text) {
		Notification notification = new Notification(message, Destination.of("slack/ops"), "stops",
				new PresentationOverrides(null, title, text, Map.of(), PresentationOverrides.PagerAction.AUTO));
		return this.templates.apply(notification, Presenters.standard().present(message));
	}

}
