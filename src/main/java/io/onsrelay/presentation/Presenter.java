package io.onsrelay.presentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incidents;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation.Fact.Form;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.presentation.template.RenderThreads.RenderingException;
import io.onsrelay.presentation.vocabulary.Realms;
import io.onsrelay.presentation.vocabulary.RelayLinks;
import io.onsrelay.redaction.Redaction;

/**
 * Turns messages into presentations. It is total: there is no message it throws on. What
 * users have written, patterns of secrets and templates, has a limit: a message on which
 * a pattern takes too long is presented without its text.
 */
public final class Presenter {

	private static final int MAX_LISTED = 10;

	private static final String WITHHELD = "Hiding secrets in this message failed, so its text is not shown: a pattern "
			+ "of relay.redaction.patterns takes too long on it. The message itself is in the journal.";

	private static final String MESSAGE_PAGE = "Open in ons-relay";

	private static final String NEW_SILENCE = "Silence messages like this";

	private final Logger logger = LoggerFactory.getLogger(Presenter.class);

	private final AtomicBoolean warned = new AtomicBoolean();

	private final ContentFormatter formatter;

	private final Redaction redaction;

	private final TextCleaner cleaner;

	/**
	 * Hides only the secrets that are always hidden.
	 */
	private final TextCleaner standardCleaner = new TextCleaner(new Redaction(List.of()));

	private final RegionNames regionNames;

	private final Realms realms;

	private final RelayLinks relayLinks;

	private final SeverityRules severityRules;

	private final RouteTemplates templates;

	private final RenderThreads threads;

	private final PresentationMetrics metrics;

	Presenter(ContentFormatter formatter, Redaction redaction, RegionNames regionNames, Realms realms,
			RelayLinks relayLinks, SeverityRules severityRules, RenderThreads threads, PresentationMetrics metrics) {
		this.relayLinks = relayLinks;
		this.severityRules = severityRules;
		this.formatter = formatter;
		this.redaction = redaction;
		this.cleaner = new TextCleaner(redaction);
		this.regionNames = regionNames;
		this.realms = realms;
		this.templates = new RouteTemplates(redaction, threads, metrics);
		this.threads = threads;
		this.metrics = metrics;
	}

	/**
	 * Presents a notification, with what its route overrides. After its own links come
	 * those to the pages of this service, where users can reach them.
	 * @param notification the notification
	 * @return the presentation
	 */
	public Presentation present(Notification notification) {
		Message message = notification.message();
		return this.templates.apply(notification, withSeverity(linked(present(message), message), notification));
	}

	private Presentation linked(Presentation presentation, Message message) {
		List<Link> links = new ArrayList<>(presentation.links());
		this.relayLinks.message(message).ifPresent((url) -> links.add(new Link(MESSAGE_PAGE, url)));
		this.relayLinks.silence(message).ifPresent((url) -> links.add(new Link(NEW_SILENCE, url)));
		return presentation.withLinks(links);
	}

	private static Presentation withSeverity(Presentation presentation, Notification notification) {
		Severity severity = notification.overrides().severity();
		return (severity != null) ? presentation.withSeverity(severity) : presentation;
	}

	/**
	 * Return whether a record reports no problem, with the severity of its route. Unlike
	 * {@link #present(Notification)} it runs nothing that users have written, and so
	 * takes no longer than the record is.
	 * @param notification the notification
	 * @param record one of its contents
	 * @return {@code true} if its severity is the lowest, and nothing failed
	 */
	public boolean isInformational(Notification notification, Content record) {
		return withSeverity(present(notification.message(), record, this.standardCleaner), notification)
			.isInformational();
	}

	/**
	 * Presents a message in the default wording. A batch becomes one presentation with
	 * the severity of its worst record. It names the worst first, and counts the rest.
	 * @param message the message
	 * @return the presentation
	 */
	public Presentation present(Message message) {
		if (!this.redaction.hasExtraPatterns()) {
			return present(message, this.cleaner);
		}
		try {
			return this.threads.call(() -> present(message, this.cleaner));
		}
		catch (RenderingException ex) {
			this.metrics.redactionFailed();
			if (this.warned.compareAndSet(false, true)) {
				this.logger
					.warn("Message {} is shown without its text, since hiding its secrets by relay.redaction.patterns "
							+ "fails: {}. Further ones are counted only", message.id(), ex.reason());
			}
			return withheld(message);
		}
	}

	/**
	 * Hides the secrets in a text of a message that is shown beside its presentation.
	 * @param text the text
	 * @return the text without secrets; empty if hiding them takes too long
	 */
	public String withoutSecrets(String text) {
		if (!this.redaction.hasExtraPatterns()) {
			return this.cleaner.clean(text);
		}
		try {
			return this.threads.call(() -> this.cleaner.clean(text));
		}
		catch (RenderingException ex) {
			return "";
		}
	}

	/**
	 * Hides the secrets in JSON of a message that is passed on.
	 * @param json the JSON, which is not changed
	 * @return a copy without secrets; empty if hiding them takes too long
	 */
	public Optional<JsonNode> withoutSecrets(JsonNode json) {
		if (!this.redaction.hasExtraPatterns()) {
			return Optional.of(this.cleaner.redact(json));
		}
		try {
			return Optional.of(this.threads.call(() -> this.cleaner.redact(json)));
		}
		catch (RenderingException ex) {
			this.metrics.redactionFailed();
			return Optional.empty();
		}
	}

	/**
	 * Reads the template of a destination, which renders whole messages.
	 * @param source the template, in Mustache
	 * @param json whether it gives JSON
	 * @return the template
	 */
	public MessageTemplate template(String source, boolean json) {
		return new MessageTemplate(source, json, this, this.redaction, this.threads);
	}

	private Presentation present(Message message, TextCleaner cleaner) {
		return (message.contents().size() == 1) ? present(message, message.first(), cleaner)
				: presentBatch(message, cleaner);
	}

	private Presentation present(Message message, Content content, TextCleaner cleaner) {
		PresentationBuilder presentation = builder(message, cleaner);
		Incidents.of(content).ifPresent(presentation::incident);
		this.formatter.format(message, content, presentation);
		content.occurredAt().ifPresent(presentation::time);
		Presentation own = presentation.finish();
		return this.severityRules.of(content).map(own::withSeverity).orElse(own);
	}

	private Presentation presentBatch(Message message, TextCleaner cleaner) {
		List<Content> contents = message.contents();
		List<Entry> entries = ranked(message, cleaner);
		Presentation worst = entries.getFirst().presentation();
		Map<Severity, Integer> counts = counts(entries);
		counts.merge(Severity.INFO, contents.size() - entries.size(), Integer::sum);
		List<Entry> listed = entries.subList(0, Math.min(entries.size(), MAX_LISTED));
		Map<Severity, Integer> others = new EnumMap<>(counts);
		counts(listed).forEach((severity, count) -> others.merge(severity, -count, Integer::sum));
		String lines = listed.stream().map(Entry::line).collect(Collectors.joining("\n"));
		PresentationBuilder presentation = builder(message, cleaner);
		return presentation
			.title("%d %s%s: %s".formatted(contents.size(), kind(contents), share(worst.severity(), counts),
					worst.title()))
			.severity(worst.severity())
			.status(status(entries, contents.size()))
			.compartment(worst.compartment())
			.time(worst.time())
			.fact("Listed", listed.size() + " of " + contents.size())
			.fact("Records", lines, Form.PROSE)
			.fact("Others", inWords(others))
			.finish();
	}

	/**
	 * Presents the contents of a batch, the worst first. What publishers sent directly is
	 * never the worst, so of it only what can be listed is presented.
	 */
	private List<Entry> ranked(Message message, TextCleaner cleaner) {
		List<Content> contents = message.contents();
		int[] numbers = message.recordNumbers();
		return IntStream.range(0, contents.size())
			.filter((i) -> i < MAX_LISTED || contents.get(i).kind() != Content.Kind.PLAIN)
			.mapToObj((i) -> new Entry(numbers[i], present(message, contents.get(i), cleaner)))
			.sorted(Entry.WORST_FIRST)
			.toList();
	}

	private static Map<Severity, Integer> counts(List<Entry> entries) {
		Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
		entries.forEach((entry) -> counts.merge(entry.presentation().severity(), 1, Integer::sum));
		return counts;
	}

	// Return how many records are as bad as the worst, unless all are.
	private static String share(Severity worst, Map<Severity, Integer> counts) {
		boolean mixed = counts.values().stream().filter((count) -> count > 0).count() > 1;
		return mixed ? ", %d %s".formatted(counts.get(worst), lowerCase(worst)) : "";
	}

	private static String inWords(Map<Severity, Integer> counts) {
		return counts.entrySet()
			.stream()
			.filter((count) -> count.getValue() > 0)
			.sorted(Map.Entry.<Severity, Integer>comparingByKey().reversed())
			.map((count) -> count.getValue() + " " + lowerCase(count.getKey()))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Return the status that all have, else that of the worst if it is a problem.
	 */
	private static Status status(List<Entry> entries, int count) {
		Presentation worst = entries.getFirst().presentation();
		boolean same = entries.size() == count
				&& entries.stream().allMatch((entry) -> entry.presentation().status() == worst.status());
		return (same || !worst.isInformational()) ? worst.status() : Status.INFO;
	}

	// Severity, status and time are no texts, and a region is one that Oracle's names
	// allow.
	private Presentation withheld(Message message) {
		Presentation standard = present(message, this.standardCleaner);
		String kind = (message.contents().size() == 1) ? kind(message.first().kind()) : kind(message.contents());
		String state = (standard.status() == Status.INFO) ? "" : " (" + lowerCase(standard.status()) + ")";
		return builder(message, this.standardCleaner)
			.title("%s%s without its text".formatted(StringUtils.capitalize(kind), state))
			.severity(standard.severity())
			.problemSeverity(standard.problemSeverity())
			.status(standard.status())
			.region(standard.region())
			.time(standard.time())
			.fact("Note", WITHHELD, Form.PROSE)
			.finish();
	}

	private PresentationBuilder builder(Message message, TextCleaner cleaner) {
		return new PresentationBuilder(message, cleaner, this.regionNames, this.realms);
	}

	private static String kind(List<Content> contents) {
		List<Content.Kind> kinds = contents.stream().map(Content::kind).distinct().toList();
		return (kinds.size() > 1) ? "messages" : kind(kinds.getFirst()) + "s";
	}

	private static String kind(Content.Kind kind) {
		return switch (kind) {
			case LOG -> "log record";
			case PLAIN -> "item";
			case EVENT, ALARM -> lowerCase(kind);
		};
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * A record of a batch.
	 *
	 * @param number its number in the body, from one
	 * @param presentation how it is shown
	 */
	private record Entry(int number, Presentation presentation) {

		/**
		 * Of two that are equally bad, what fails now comes before what is over.
		 */
		static final Comparator<Entry> WORST_FIRST = Comparator
			.comparing((Entry entry) -> entry.presentation().severity())
			.reversed()
			.thenComparing((entry) -> switch (entry.presentation().status()) {
				case FAILED, FIRING -> 0;
				case RESOLVED -> 1;
				case STARTED, SUCCEEDED, INFO -> 2;
			});

		String line() {
			Severity severity = this.presentation.severity();
			String suffix = (severity == Severity.INFO) ? "" : " (" + lowerCase(severity) + ")";
			return this.number + ". " + this.presentation.title() + suffix;
		}

	}

}
