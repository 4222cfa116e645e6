package io.onsrelay.digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Link;
import io.onsrelay.presentation.Presentation.Status;

/**
 * What a digest says, in the order in which it is read: a line for each alarm and
 * failure, counts by severity, family and compartment, then the first and the worst of
 * the others. Its texts are neither escaped nor cut for a vendor.
 *
 * @param entries the messages, oldest first
 */
public record Digest(List<Entry> entries) {

	/**
	 * How many messages a digest sums up at most: so few that each has its line even if
	 * all are alarms.
	 */
	public static final int MAX_MESSAGES = 40;

	/**
	 * The length of the longest line of an entry.
	 */
	public static final int LINE_CHARS = 180;

	private static final int MAX_GROUPS = 6;

	/**
	 * Copies the entries.
	 */
	public Digest {
		entries = List.copyOf(entries);
	}

	/**
	 * Sums up a batch.
	 * @param batch the notifications, oldest first; at least one
	 * @param presented presents a notification
	 * @return the digest
	 */
	public static Digest of(List<Notification> batch, Function<Notification, Presentation> presented) {
		return new Digest(
				batch.stream().map((notification) -> new Entry(notification, presented.apply(notification))).toList());
	}

	/**
	 * Return from which backlog on the messages of a destination become digests.
	 * @param digestFrom how many messages must wait for it; 0 for never
	 * @return how its calls are batched
	 */
	public static Batching batching(int digestFrom) {
		return (digestFrom == 0) ? Batching.NONE : new Batching(Math.max(2, digestFrom), MAX_MESSAGES);
	}

	/**
	 * Return what the digest is about, in one line.
	 * @return how many messages, and how many of them are urgent
	 */
	public String title() {
		int urgent = urgent().size();
		return (urgent == 0) ? this.entries.size() + " messages"
				: "%d messages, %d of them alarms or failures".formatted(this.entries.size(), urgent);
	}

	/**
	 * Return when the oldest message happened.
	 * @return the time
	 */
	public Instant time() {
		return this.entries.getFirst().presentation().time();
	}

	/**
	 * Return the entries that have a line of their own.
	 * @return the alarms and failures, the worst first
	 */
	public List<Entry> urgent() {
		return this.entries.stream().filter(Entry::urgent).sorted(Entry.WORST_FIRST).toList();
	}

	/**
	 * Return the worst message.
	 * @return its entry
	 */
	public Entry worst() {
		return this.entries.stream().min(Entry.WORST_FIRST).orElseThrow();
	}

	/**
	 * Return the links of the worst message.
	 * @return its links
	 */
	public List<Link> links() {
		return worst().presentation().links();
	}

	/**
	 * Return how many messages there are of each severity, family and compartment, the
	 * most frequent first.
	 * @return what is counted, and the counts in words
	 */
	public List<Line> counts() {
		return List.of(new Line("Severity", counts(Entry::severity)), new Line("What", counts(Entry::family)),
				new Line("Compartment", counts(Entry::compartment)));
	}

	/**
	 * Return the first and the worst of the messages that have no line of their own.
	 * @return two lines; none if all messages are urgent
	 */
	public List<Line> others() {
		List<Line> lines = new ArrayList<>();
		List<Entry> others = this.entries.stream().filter((entry) -> !entry.urgent()).toList();
		if (!others.isEmpty()) {
			lines.add(new Line("First of the others", others.getFirst().line()));
			lines.add(new Line("Worst of the others", others.stream().min(Entry.WORST_FIRST).orElseThrow().line()));
		}
		return lines;
	}

	/**
	 * Return which messages these are.
	 * @return the ids of the first and the last
	 */
	public String messages() {
		return "messages %s to %s".formatted(this.entries.getFirst().notification().message().id(),
				this.entries.getLast().notification().message().id());
	}

	private String counts(Function<Entry, String> by) {
		Map<String, Long> counts = this.entries.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
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

	/**
	 * A labelled line.
	 *
	 * @param label what it is about
	 * @param text the text
	 */
	public record Line(String label, String text) {
	}

	/**
	 * One of the messages.
	 *
	 * @param notification the message
	 * @param presentation how it is shown
	 */
	public record Entry(Notification notification, Presentation presentation) {

		private static final Comparator<Entry> WORST_FIRST = Comparator
			.comparing((Entry entry) -> entry.presentation().severity())
			.reversed();

		/**
		 * Return whether this message has a line of its own.
		 * @return {@code true} for an alarm and for a failure
		 */
		boolean urgent() {
			return this.notification.message().contents().stream().anyMatch(Alarm.class::isInstance)
					|| this.presentation.status() == Status.FAILED
					|| this.presentation.severity().compareTo(Severity.ERROR) >= 0;
		}

		/**
		 * Return this message in one line.
		 * @return at most {@link #LINE_CHARS} characters
		 */
		public String line() {
			String line = this.presentation.line();
			return (line.length() > LINE_CHARS) ? line.substring(0, LINE_CHARS - 1) + "…" : line;
		}

		private String severity() {
			return this.presentation.severity().name().toLowerCase(Locale.ROOT);
		}

		private String family() {
			return (this.notification.message().kind() == Content.Kind.ALARM) ? "alarm"
					: Objects.requireNonNullElseGet(this.presentation.resourceType(),
							() -> this.notification.message().kind().name().toLowerCase(Locale.ROOT));
		}

		private String compartment() {
			return Objects.requireNonNullElse(this.presentation.compartment(), "none");
		}

	}

}
