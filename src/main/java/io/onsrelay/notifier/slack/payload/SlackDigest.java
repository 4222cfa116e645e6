package io.onsrelay.notifier.slack.payload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Status;

/**
 * Renders an alert storm as one post, which reaches the channel in time and does not
 * flood it: first a line for each alarm and failure, then counts by severity, family and
 * compartment, then the first and the worst of the others, and links.
 */
public final class SlackDigest {

	/**
	 * How many messages a digest sums up at most: so few that each has its line even if
	 * all are alarms.
	 */
	public static final int MAX_MESSAGES = 40;

	private static final int LINE_CHARS = 180;

	/**
	 * The length of a section, which {@link SlackBlocks} would cut at 1,500 characters.
	 */
	private static final int SECTION_CHARS = 1300;

	private static final int MAX_GROUPS = 6;

	/**
	 * Renders a digest.
	 * @param batch the notifications, oldest first
	 * @param presented presents a notification
	 * @return the message, to which a bot adds the channel
	 */
	public ObjectNode render(List<Notification> batch, Function<Notification, Presentation> presented) {
		List<Entry> entries = batch.stream()
			.map((notification) -> new Entry(notification, presented.apply(notification)))
			.toList();
		List<Entry> urgent = entries.stream().filter(Entry::urgent).sorted(Entry.WORST_FIRST).toList();
		String title = title(entries.size(), urgent.size());
		Entry worst = entries.stream().min(Entry.WORST_FIRST).orElseThrow();
		return SlackPayload.payload(title, title + ": " + worst.line(), mentions(entries),
				SlackPayload.color(worst.presentation()), details(entries, urgent, worst));
	}

	private static String title(int all, int urgent) {
		return (urgent == 0) ? all + " messages" : "%d messages, %d of them alarms or failures".formatted(all, urgent);
	}

	private static SlackBlocks details(List<Entry> entries, List<Entry> urgent, Entry worst) {
		SlackBlocks blocks = new SlackBlocks().place(entries.getFirst().presentation().time(),
				"this channel is behind, so these messages are combined");
		sections(urgent).forEach((section) -> blocks.prose("Alarms and failures", section));
		blocks.field("Severity", counts(entries, Entry::severity))
			.field("What", counts(entries, Entry::family))
			.field("Compartment", counts(entries, Entry::compartment));
		List<Entry> others = entries.stream().filter((entry) -> !entry.urgent()).toList();
		if (!others.isEmpty()) {
			blocks.prose("First of the others", others.getFirst().line());
			blocks.prose("Worst of the others", others.stream().min(Entry.WORST_FIRST).orElseThrow().line());
		}
		return blocks.links(worst.presentation().links())
			.context("messages %s to %s".formatted(entries.getFirst().notification().message().id(),
					entries.getLast().notification().message().id()));
	}

	private static List<String> sections(List<Entry> entries) {
		List<String> sections = new ArrayList<>();
		StringBuilder section = new StringBuilder();
		int length = 0;
		for (Entry entry : entries) {
			String line = "• " + entry.line();
			int escaped = SlackText.escape(line, LINE_CHARS).length() + 1;
			if (length + escaped > SECTION_CHARS) {
				sections.add(section.toString());
				section.setLength(0);
				length = 0;
			}
			section.append(section.isEmpty() ? "" : "\n").append(line);
			length += escaped;
		}
		if (!section.isEmpty()) {
			sections.add(section.toString());
		}
		return sections;
	}

	/**
	 * Counts, the most frequent first.
	 */
	private static String counts(List<Entry> entries, Function<Entry, String> by) {
		Map<String, Long> counts = entries.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
		List<Map.Entry<String, Long>> sorted = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.toList();
		String shown = sorted.stream()
			.limit(MAX_GROUPS)
			.map((group) -> group.getValue() + " " + group.getKey())
			.collect(Collectors.joining(", "));
		return (sorted.size() > MAX_GROUPS) ? shown + " and %d others".formatted(sorted.size() - MAX_GROUPS) : shown;
	}

	private static String mentions(List<Entry> entries) {
		Set<String> mentions = new LinkedHashSet<>();
		entries.stream()
			.map((entry) -> SlackMentions.of(entry.notification(), entry.presentation()))
			.filter((mention) -> !mention.isBlank())
			.forEach((mention) -> mentions.addAll(List.of(mention.split(" "))));
		return String.join(" ", mentions);
	}

	private record Entry(Notification notification, Presentation presentation) {

		static final Comparator<Entry> WORST_FIRST = Comparator
			.comparing((Entry entry) -> entry.presentation().severity())
			.reversed();

		boolean urgent() {
			return this.notification.message().contents().stream().anyMatch(Alarm.class::isInstance)
					|| this.presentation.status() == Status.FAILED
					|| this.presentation.severity().compareTo(Severity.ERROR) >= 0;
		}

		String line() {
			String line = SlackPayload.line(this.presentation);
			return (line.length() > LINE_CHARS) ? line.substring(0, LINE_CHARS - 1) + "…" : line;
		}

		String severity() {
			return this.presentation.severity().name().toLowerCase(Locale.ROOT);
		}

		String family() {
			return (this.notification.message().kind() == Content.Kind.ALARM) ? "alarm"
					: Objects.requireNonNullElseGet(this.presentation.resourceType(),
							() -> this.notification.message().kind().name().toLowerCase(Locale.ROOT));
		}

		String compartment() {
			return Objects.requireNonNullElse(this.presentation.compartment(), "none");
		}

	}

}
