package io.onsrelay.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.TextTable;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.routing.diff.Comparison;
import io.onsrelay.routing.diff.PastMessage;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.routing.diff.RoutesDiff;
import io.onsrelay.store.maintenance.PastDeliveries;
import io.onsrelay.store.maintenance.ReadOnlyStore;

/**
 * Compares where the messages in the store went with where they would go by the
 * configuration. What the commit writes, such as the audit store, gets every message and
 * is left out.
 */
final class PastRoutes {

	private final CommandContext context;

	private final MessageParser parser = new MessageParser();

	PastRoutes(CommandContext context) {
		this.context = context;
	}

	/**
	 * Compares messages, and changes nothing in the store.
	 * @param limit how many to look at, the newest first
	 * @return what would go elsewhere
	 */
	DiffPrint compare(int limit) {
		Instant from = this.context.clock().instant().minus(RoutesComparison.LOOKED_BACK);
		return new DiffPrint(new Comparison(this.context.routeTable(), this.context.routeTable(),
				this.context.notifiers().called().keySet(),
				(message) -> this.context.presenter().present(message).title())
			.of(this::read, from, limit));
	}

	private List<PastMessage> read(long before) {
		return ReadOnlyStore.read(this.context.property(BackupCommand.URL).orElse(""),
				property("spring.datasource.username"), property("spring.datasource.password"),
				(jdbc) -> portion(jdbc, before));
	}

	private @Nullable String property(String name) {
		return this.context.property(name).orElse(null);
	}

	private List<PastMessage> portion(JdbcClient jdbc, long before) {
		Map<Long, Message> messages = Journal.newest(jdbc, this.parser, before, RoutesComparison.PORTION);
		Map<Long, Set<String>> sent = PastDeliveries.of(jdbc, messages.keySet());
		return messages.entrySet()
			.stream()
			.map((entry) -> new PastMessage(entry.getKey(), entry.getValue(),
					sent.getOrDefault(entry.getKey(), Set.of())
						.stream()
						.map(Destination::of)
						.collect(Collectors.toSet())))
			.toList();
	}

	/**
	 * Prints which messages would go elsewhere.
	 *
	 * @param diff the messages
	 */
	record DiffPrint(RoutesDiff diff) {

		/**
		 * Prints the counts first, then the messages.
		 * @param out where to print
		 */
		void print(PrintWriter out) {
			TextTable counts = new TextTable("Messages since %s, compared with where they went"
				.formatted(this.diff.from().truncatedTo(ChronoUnit.SECONDS)));
			counts.row("looked at", "%,d%s".formatted(this.diff.lookedAt(),
					this.diff.complete() ? "" : ", the newest: there are more, --messages looks at them"));
			counts.row("elsewhere", "%,d".formatted(this.diff.moved()));
			this.diff.destinations()
				.forEach((change) -> counts.row(change.destination().toString(),
						"%,d more, %,d fewer".formatted(change.more(), change.fewer())));
			counts.print(out);
			if (this.diff.moved() > 0) {
				TextTable messages = new TextTable("Messages that would go elsewhere" + shown());
				this.diff.messages().forEach((message) -> {
					messages.row(message.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
							"%s  %s".formatted(message.id(), message.title()));
					messages.row("", "%s → %s".formatted(list(message.before()), list(message.after())));
				});
				messages.print(out);
			}
		}

		private String shown() {
			int shown = this.diff.messages().size();
			return (shown < this.diff.moved()) ? ", the newest %,d".formatted(shown) : "";
		}

		private static String list(List<Destination> destinations) {
			return destinations.isEmpty() ? "nowhere" : TextTable.list(destinations);
		}

	}

}
