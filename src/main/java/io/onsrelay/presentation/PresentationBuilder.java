package io.onsrelay.presentation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.detail.Detail;
import io.onsrelay.presentation.detail.Details;
import io.onsrelay.presentation.vocabulary.ConsoleLinks;
import io.onsrelay.presentation.vocabulary.Ocid;
import io.onsrelay.presentation.vocabulary.Realms;
import io.onsrelay.presentation.vocabulary.Regions;
import io.onsrelay.presentation.vocabulary.Services;

/**
 * Builds a presentation. It removes secrets from every text it is given, and ignores
 * texts that are missing or blank, so that formatters need to do neither.
 */
public final class PresentationBuilder {

	private static final String COMMERCIAL_REALM = "oc1";

	private static final String SERVICE = "Service";

	private final TextCleaner cleaner;

	private final RegionNames regionNames;

	private final Set<String> realmDomains;

	private final List<Fact> facts = new ArrayList<>();

	private final List<Link> links = new ArrayList<>();

	/** By the text as it was sent: a name is shown in several places. */
	private final Map<String, String> cleaned = new HashMap<>();

	/** How many facts stand before all others. */
	private int leading;

	private final boolean commercial;

	private String title = "";

	private Severity severity = Severity.INFO;

	private Severity problemSeverity = Severity.INFO;

	private @Nullable Incident incident;

	private Status status = Status.INFO;

	private @Nullable String resource;

	private @Nullable String resourceType;

	private @Nullable String region;

	private @Nullable String compartment;

	private @Nullable String actor;

	private Instant time;

	PresentationBuilder(Message message, TextCleaner cleaner, RegionNames regionNames, Realms realms) {
		this.cleaner = cleaner;
		this.regionNames = regionNames;
		this.time = message.occurredAt();
		// A topic gets the messages of its own region, unless a message says otherwise.
		Optional<Ocid> topic = message.headers().topicOcid().flatMap(Ocid::parse);
		region(topic.map(Ocid::region).orElse(null));
		this.realmDomains = realms.domainsFor(topic);
		this.commercial = topic.map(Ocid::realm).orElse(COMMERCIAL_REALM).equals(COMMERCIAL_REALM);
		if (message.malformed()) {
			fact("Note", "The body is not valid JSON, so it is shown as text.");
		}
	}

	/**
	 * Sets the title.
	 * @param text what happened; line breaks become blanks
	 * @return this builder
	 */
	public PresentationBuilder title(String text) {
		this.title = text;
		return this;
	}

	/**
	 * Adds words to the title.
	 * @param text the words, with a blank before them
	 * @return this builder
	 */
	public PresentationBuilder titleEnding(String text) {
		this.title += text;
		return this;
	}

	/**
	 * Raises the severity.
	 * @param severity the severity, unless it is higher already
	 * @return this builder
	 */
	public PresentationBuilder severityAtLeast(Severity severity) {
		return severity(this.severity.max(severity));
	}

	/**
	 * Sets the severity.
	 * @param severity the severity
	 * @return this builder
	 */
	public PresentationBuilder severity(Severity severity) {
		this.severity = severity;
		return this;
	}

	/**
	 * Sets the status.
	 * @param status the status
	 * @return this builder
	 */
	public PresentationBuilder status(Status status) {
		this.status = status;
		return this;
	}

	/**
	 * Sets the name of the resource.
	 * @param name the name, else an id
	 * @return this builder
	 */
	public PresentationBuilder resource(@Nullable String name) {
		this.resource = present(name).map(this::clean).orElse(this.resource);
		return this;
	}

	/**
	 * Sets the type of the resource.
	 * @param type the type in lower case, as OCIDs name it
	 * @return this builder
	 */
	public PresentationBuilder resourceType(@Nullable String type) {
		this.resourceType = present(type).map(this::clean).orElse(this.resourceType);
		return this;
	}

	/**
	 * Sets the region.
	 * @param text its name, its key or an availability domain; other texts are ignored
	 * @return this builder
	 */
	public PresentationBuilder region(@Nullable String text) {
		this.region = present(text).flatMap(Regions::find).map(this.regionNames::nameOf).orElse(this.region);
		return this;
	}

	/**
	 * Return the region for a link to the console of the commercial realm.
	 * @return its full name; empty if that is not known, or the topic belongs to another
	 * realm
	 */
	public Optional<String> consoleRegion() {
		return Optional.ofNullable(this.region).filter(Regions::isName).filter((name) -> this.commercial);
	}

	/**
	 * Sets the compartment.
	 * @param name its name, else its OCID
	 * @return this builder
	 */
	public PresentationBuilder compartment(@Nullable String name) {
		this.compartment = present(name).map(this::clean).orElse(this.compartment);
		return this;
	}

	PresentationBuilder time(Instant time) {
		this.time = time;
		return this;
	}

	/**
	 * Sets the principal that acted.
	 * @param name its name
	 * @return this builder
	 */
	public PresentationBuilder actor(@Nullable String name) {
		this.actor = present(name).map(this::clean).orElse(this.actor);
		return this;
	}

	/**
	 * Adds a fact that stands beside its label.
	 * @param label the label
	 * @param value the value
	 * @return this builder
	 */
	public PresentationBuilder fact(String label, @Nullable String value) {
		return fact(label, value, Form.SHORT);
	}

	/**
	 * Adds the service that a message is of.
	 * @param key its key, which the sender has written
	 * @return this builder
	 */
	public PresentationBuilder service(String key) {
		String name = Services.name(key);
		// The names of known services need no cleaning.
		return Services.isKnown(key) ? cleanFact(SERVICE, name, Form.SHORT) : fact(SERVICE, name);
	}

	/**
	 * Adds a fact.
	 * @param label the label
	 * @param value the value
	 * @param form how to show it
	 * @return this builder
	 */
	public PresentationBuilder fact(String label, @Nullable String value, Form form) {
		return cleanFact(label, (value != null) ? clean(value) : null, form);
	}

	/**
	 * Adds a fact whose text the sender may have escaped for HTML.
	 * @param label the label
	 * @param value the value
	 * @param form how to show it
	 * @return this builder
	 */
	public PresentationBuilder unescapedFact(String label, @Nullable String value, Form form) {
		return fact(label, unescape(value), form);
	}

	/**
	 * Adds JSON as a fact: a scalar as its text, anything else pretty-printed.
	 * @param label the label
	 * @param json the JSON
	 * @return this builder
	 */
	public PresentationBuilder json(String label, JsonNode json) {
		JsonNode redacted = this.cleaner.redact(json);
		return cleanFact(label, redacted.isValueNode() ? redacted.asText() : redacted.toPrettyString(), Form.CODE);
	}

	/**
	 * Adds the fields of an object as facts, also those of objects within it. The dates
	 * by which a person must act stand before all other facts.
	 * @param object the object; any other JSON has no fields
	 * @param without the names of values that are left out
	 * @return this builder
	 */
	public PresentationBuilder details(JsonNode object, Set<String> without) {
		if (!object.isEmpty()) {
			Details.of(this.cleaner.redact(object), without).forEach(this::detail);
		}
		return this;
	}

	/**
	 * Adds what has changed in a resource, each field as a fact such as
	 * {@code RUNNING → STOPPED}.
	 * @param previous the fields before; none where the resource is new
	 * @param current the fields after; none where it is gone
	 * @return this builder
	 */
	public PresentationBuilder changes(JsonNode previous, JsonNode current) {
		if (!previous.isEmpty() || !current.isEmpty()) {
			Details.changes(this.cleaner.redact(previous), this.cleaner.redact(current)).forEach(this::detail);
		}
		return this;
	}

	/**
	 * Adds tags as one fact.
	 * @param freeform free-form tags by key
	 * @param defined defined tags by namespace and key
	 * @return this builder
	 */
	public PresentationBuilder tags(Map<String, String> freeform, Map<String, Map<String, String>> defined) {
		List<String> tags = new ArrayList<>();
		freeform.forEach((key, value) -> tags.add(key + "=" + value));
		defined.forEach(
				(namespace, values) -> values.forEach((key, value) -> tags.add(namespace + "." + key + "=" + value)));
		return fact("Tags", tags.stream().map(TextCleaner::line).collect(Collectors.joining("\n")), Form.TAGS);
	}

	/**
	 * Adds a link of this service's own making, unless its URL holds a secret.
	 * @param label what the link shows
	 * @param url the URL, which meets the rules of {@link Link}
	 * @return this builder
	 */
	public PresentationBuilder link(String label, Optional<String> url) {
		url.filter((text) -> !this.cleaner.hasSecret(text)).ifPresent((text) -> this.links.add(new Link(label, text)));
		return this;
	}

	/**
	 * Adds a link that the message brings, if it leads to the console of a known realm or
	 * of the topic's own.
	 * @param label what the link shows
	 * @param url the URL, which any publisher may have written
	 * @return this builder
	 */
	public PresentationBuilder consoleLink(String label, @Nullable String url) {
		return link(label, ConsoleLinks.ifConsole(url, this.realmDomains));
	}

	/**
	 * Removes secrets from a text, and unescapes HTML in it.
	 * @param text the text
	 * @return the text; {@code null} for {@code null}
	 */
	public @Nullable String unescape(@Nullable String text) {
		return (text != null) ? this.cleaner.unescape(text) : null;
	}

	/**
	 * Sets how bad the problem is at least, also where it is over.
	 * @param severity the severity
	 * @return this builder
	 */
	PresentationBuilder problemSeverity(Severity severity) {
		this.problemSeverity = severity;
		return this;
	}

	/**
	 * Sets the incident that the message opens or closes. A message without a state of
	 * its own has that of the incident.
	 * @param incident the incident
	 * @return this builder
	 */
	PresentationBuilder incident(Incident incident) {
		this.incident = incident;
		return problemSeverity(incident.severity());
	}

	/**
	 * Return the incident that the message opens or closes.
	 * @return the incident; empty if it does neither
	 */
	public Optional<Incident> incident() {
		return Optional.ofNullable(this.incident);
	}

	private void completeByIncident(Incident known) {
		if (known.closes()) {
			this.status = (this.status == Status.INFO || this.status == Status.FIRING) ? Status.RESOLVED : this.status;
		}
		else {
			this.status = (this.status == Status.INFO) ? Status.FIRING : this.status;
			severityAtLeast(known.severity());
		}
	}

	Presentation finish() {
		incident().ifPresent(this::completeByIncident);
		// What is resolved needs no attention, however bad it was.
		Severity shown = (this.status == Status.RESOLVED) ? Severity.INFO : this.severity;
		String line = TextCleaner.line(this.cleaner.clean(this.title));
		return new Presentation(line.isEmpty() ? "Message without words" : line, shown,
				this.severity.max(this.problemSeverity), this.status, this.resource, this.resourceType, this.region,
				this.compartment, this.time, this.actor, null, this.facts, this.links);
	}

	private void detail(Detail detail) {
		if (detail.value().equals(this.region)) {
			return;
		}
		int before = this.facts.size();
		cleanFact(detail.label(), detail.value(), switch (detail.kind()) {
			case SHORT -> Form.SHORT;
			case PROSE -> Form.PROSE;
			case TIME -> Form.TIME;
		});
		if (detail.actBy() && this.facts.size() > before) {
			this.facts.add(this.leading++, this.facts.removeLast());
		}
	}

	private PresentationBuilder cleanFact(String label, @Nullable String value, Form form) {
		present(value).map(TextCleaner::withoutBidiControls)
			.map(String::strip)
			.filter((text) -> !text.isEmpty())
			.ifPresent((text) -> this.facts.add(new Fact(TextCleaner.withoutBidiControls(label), text, form)));
		return this;
	}

	private String clean(String text) {
		return this.cleaned.computeIfAbsent(text, this.cleaner::clean);
	}

	private static Optional<String> present(@Nullable String text) {
		return Optional.ofNullable(text).filter((value) -> !value.isBlank());
	}

}
