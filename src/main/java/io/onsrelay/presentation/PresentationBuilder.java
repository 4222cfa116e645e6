package io.onsrelay.presentation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.redaction.Redaction;

/**
 * A presentation in the making. Whatever is put in has its secrets taken out here, and
 * what is missing or blank is left out, so the families need not think of either.
 */
final class PresentationBuilder {

	/**
	 * They turn the text around them, so that it reads as something else.
	 */
	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

	private static final Pattern BIDI_CONTROLS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

	private static final String COMMERCIAL_REALM = "oc1";

	private final Redaction redaction;

	private final RegionNames regionNames;

	private final List<Fact> facts = new ArrayList<>();

	private final List<Link> links = new ArrayList<>();

	private final boolean commercial;

	private String title = "";

	private Severity severity = Severity.INFO;

	private Status status = Status.INFO;

	private @Nullable String resource;

	private @Nullable String resourceType;

	private @Nullable String region;

	private @Nullable String compartment;

	private @Nullable String actor;

	private Instant time;

	PresentationBuilder(Message message, Redaction redaction, RegionNames regionNames) {
		this.redaction = redaction;
		this.regionNames = regionNames;
		this.time = message.occurredAt();
		// A topic passes on what happens in its own region, unless the message says more.
		Optional<Ocid> topic = message.headers().topicOcid().flatMap(Ocid::parse);
		region(topic.map(Ocid::region).orElse(null));
		this.commercial = topic.map(Ocid::realm).orElse(COMMERCIAL_REALM).equals(COMMERCIAL_REALM);
		if (message.malformed()) {
			fact("Note", "The body is not valid JSON, so it is shown as text.");
		}
	}

	PresentationBuilder title(String text) {
		this.title = line(clean(text));
		return this;
	}

	PresentationBuilder severity(Severity severity) {
		this.severity = severity;
		return this;
	}

	PresentationBuilder status(Status status) {
		this.status = status;
		return this;
	}

	PresentationBuilder resource(@Nullable String name) {
		this.resource = present(name).map(this::clean).orElse(this.resource);
		return this;
	}

	PresentationBuilder resourceType(@Nullable String type) {
		this.resourceType = present(type).map(this::clean).orElse(this.resourceType);
		return this;
	}

	// Sets the region, by its name, its key or an availability domain. Other words are
	// ignored.
	PresentationBuilder region(@Nullable String text) {
		this.region = present(text).flatMap(Regions::find).map(this.regionNames::nameOf).orElse(this.region);
		return this;
	}

	/**
	 * Return the region for a link to the console of the commercial realm.
	 * @return its full name; empty where that is not known, or the topic belongs to
	 * another realm
	 */
	Optional<String> consoleRegion() {
		return Optional.ofNullable(this.region).filter(Regions::isName).filter((name) -> this.commercial);
	}

	PresentationBuilder compartment(@Nullable String name) {
		this.compartment = present(name).map(this::clean).orElse(this.compartment);
		return this;
	}

	PresentationBuilder time(Instant time) {
		this.time = time;
		return this;
	}

	PresentationBuilder actor(@Nullable String name) {
		this.actor = present(name).map(this::clean).orElse(this.actor);
		return this;
	}

	PresentationBuilder fact(String label, @Nullable String value) {
		return fact(label, value, Form.SHORT);
	}

	PresentationBuilder fact(String label, @Nullable String value, Form form) {
		return redactedFact(label, (value != null) ? clean(value) : null, form);
	}

	// Adds a fact whose text the sender may have escaped for HTML.
	PresentationBuilder unescapedFact(String label, @Nullable String value, Form form) {
		return fact(label, unescape(value), form);
	}

	// Adds JSON as it would be typed.
	PresentationBuilder json(String label, JsonNode json) {
		JsonNode redacted = this.redaction.redact(json);
		return redactedFact(label, redacted.isValueNode() ? redacted.asText() : redacted.toPrettyString(), Form.CODE);
	}

	// Adds each scalar of an object as a fact of its own, and the rest as JSON in a line.
	PresentationBuilder details(JsonNode object, int most) {
		this.redaction.redact(object).properties().stream().limit(most).forEach((field) -> {
			JsonNode value = field.getValue();
			String text = value.isValueNode() ? value.asText() : value.toString();
			redactedFact(OciVocabulary.label(field.getKey()), text.equals("null") ? null : text, Form.SHORT);
		});
		return this;
	}

	PresentationBuilder tags(Map<String, String> freeform, Map<String, Map<String, String>> defined) {
		List<String> tags = new ArrayList<>();
		freeform.forEach((key, value) -> tags.add(key + "=" + value));
		defined.forEach(
				(namespace, values) -> values.forEach((key, value) -> tags.add(namespace + "." + key + "=" + value)));
		return fact("Tags", tags.stream().collect(Collectors.joining(", ")));
	}

	// Adds a link that this service built, or nothing.
	PresentationBuilder link(String label, Optional<String> url) {
		url.filter((text) -> this.redaction.redact(text).equals(text))
			.ifPresent((text) -> this.links.add(new Link(label, text)));
		return this;
	}

	Presentation finish() {
		// What is over worries nobody any more, however bad it was.
		Severity felt = (this.status == Status.RESOLVED) ? Severity.INFO : this.severity;
		return new Presentation(this.title.isEmpty() ? "Message without words" : this.title, felt, this.status,
				this.resource, this.resourceType, this.region, this.compartment, this.time, this.actor, null,
				this.facts, this.links);
	}

	// Unescapes HTML, once what its escaped form gives away is taken out.
	@Nullable String unescape(@Nullable String text) {
		return (text != null) ? HtmlUtils.htmlUnescape(clean(text)) : null;
	}

	private PresentationBuilder redactedFact(String label, @Nullable String value, Form form) {
		present(value).map(PresentationBuilder::withoutBidiControls)
			.map(String::strip)
			.filter((text) -> !text.isEmpty())
			.ifPresent((text) -> this.facts.add(new Fact(withoutBidiControls(label), text, form)));
		return this;
	}

	private String clean(String text) {
		return clean(this.redaction, text);
	}

	// Return a text as it may be shown.
	static String clean(Redaction redaction, String text) {
		return withoutBidiControls(redaction.redact(text));
	}

	// Return a text in one line.
	static String line(String text) {
		return BLANKS.matcher(text).replaceAll(" ").strip();
	}

	private static String withoutBidiControls(String text) {
		return BIDI_CONTROLS.matcher(text).replaceAll("");
	}

	private static Optional<String> present(@Nullable String text) {
		return Optional.ofNullable(text).filter((value) -> !value.isBlank());
	}

}
