package io.onsrelay.presentation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Body;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.presentation.template.RenderThreads.RenderingException;
import io.onsrelay.presentation.template.TemplateSyntax;
import io.onsrelay.presentation.template.Templates;
import io.onsrelay.redaction.Redaction;

/**
 * The template of a destination, which renders a whole message. Its variables are those
 * of the templates of routes, without secrets, and {@code json}: the body as JSON,
 * whatever the message is. In a template of JSON, what is between two braces is escaped
 * for a string.
 */
public final class MessageTemplate {

	/**
	 * More than the largest message has, and less than receivers refuse.
	 */
	private static final int MAX_CHARS = 256 * 1024;

	/**
	 * Messages that the template is tried with: of each kind one, with what has to be
	 * escaped.
	 */
	private static final Map<String, String> SAMPLES = Map.of("an event", """
			{"cloudEventsVersion": "0.1", "eventType": "com.oraclecloud.computeapi.launchinstance.end",
			"source": "ComputeApi", "eventTime": "2026-03-01T11:20:55Z", "data": {"resourceName": "a \\"b\\" \\\\ c",
			"additionalDetails": {"shape": "x"}}}""", "an alarm", """
			{"dedupeKey": "d", "title": "a \\"b\\" \\\\ c", "body": "two\\nlines", "type": "OK_TO_FIRING",
			"severity": "CRITICAL", "timestampEpochMillis": 1772359200000, "alarmMetaData": []}""", "a text",
			"a \"b\" \\ c\nand more");

	/**
	 * The text has a limit of its own.
	 */
	private static final StreamReadConstraints NO_LIMITS = StreamReadConstraints.builder()
		.maxNameLength(MAX_CHARS)
		.maxNumberLength(MAX_CHARS)
		.maxStringLength(MAX_CHARS)
		.build();

	private static final ObjectReader JSON = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(NO_LIMITS).build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build()
		.reader();

	private final String source;

	private final boolean json;

	private final Presenter presenter;

	private final Redaction redaction;

	private final RenderThreads threads;

	private final Templates templates;

	MessageTemplate(String source, boolean json, Presenter presenter, Redaction redaction, RenderThreads threads) {
		this.source = source;
		this.json = json;
		this.presenter = presenter;
		this.redaction = redaction;
		this.threads = threads;
		this.templates = json ? Templates.ofJson() : new Templates();
	}

	/**
	 * Checks the syntax of a template.
	 * @param source the template
	 * @return the line and the problem; empty if it is valid
	 */
	public static Optional<String> syntaxProblem(String source) {
		return TemplateSyntax.problem(source);
	}

	/**
	 * Checks the template: its syntax, and where it gives JSON whether that is valid for
	 * a message of each kind.
	 * @return the problem, a sentence for the one who wrote the template; empty if there
	 * is none
	 */
	public Optional<String> problem() {
		Optional<String> syntax = syntaxProblem(this.source);
		return syntax.isPresent() ? syntax
				: SAMPLES.entrySet()
					.stream()
					.sorted(Map.Entry.comparingByKey())
					.flatMap((sample) -> Optional.ofNullable(render(sample(sample.getValue())).problem())
						.map((problem) -> "for %s, %s.".formatted(sample.getKey(), problem))
						.stream())
					.findFirst();
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @return the text, or why there is none
	 */
	public Rendering render(Notification notification) {
		Presentation presentation = this.presenter.present(notification);
		try {
			return check(this.threads.call(() -> this.templates.renderWhole(this.source,
					TemplateModel.withJson(notification, presentation, this.redaction), MAX_CHARS)));
		}
		catch (RenderingException ex) {
			return new Rendering("", "the template can't be rendered: " + ex.reason());
		}
	}

	private Rendering check(Optional<String> rendered) {
		if (rendered.isEmpty()) {
			return new Rendering("", "the text is longer than %d characters".formatted(MAX_CHARS));
		}
		String text = rendered.get();
		return new Rendering(text, this.json ? jsonProblem(text) : null);
	}

	private static @Nullable String jsonProblem(String text) {
		try {
			return JSON.readTree(text).isMissingNode() ? "the template gives nothing, which is no JSON" : null;
		}
		catch (JsonProcessingException ex) {
			JsonLocation location = ex.getLocation();
			return "the template gives no valid JSON: line %d, column %d can't be read".formatted(
					(location != null) ? location.getLineNr() : 1, (location != null) ? location.getColumnNr() : 1);
		}
	}

	private static Notification sample(String body) {
		return new Notification(
				new MessageParser().parse(new MessageId(new UUID(0, 1)), Instant.EPOCH, new OnsHeaders(Map.of()),
						Body.of(body.getBytes(StandardCharsets.UTF_8))),
				Destination.of("template/sample"), "sample", PresentationOverrides.NONE);
	}

	/**
	 * Shows the length only: a template may hold what must not reach a log.
	 */
	@Override
	public String toString() {
		return "MessageTemplate[" + this.source.length() + " characters]";
	}

	/**
	 * What a template gave.
	 *
	 * @param text the text
	 * @param problem why the text must not be sent, the rest of a sentence; {@code null}
	 * if it may be
	 */
	public record Rendering(String text, @Nullable String problem) {
	}

}
