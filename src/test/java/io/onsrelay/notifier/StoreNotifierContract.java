package io.onsrelay.notifier;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a {@link StoreNotifier} keeps to: it takes whatever the journal takes, however
 * many messages a group holds, on both databases.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
public abstract class StoreNotifierContract {

	@TempDir
	private Path directory;

	@Parameter
	private Dialect dialect;

	protected TestStore store;

	protected abstract Destination destination();

	protected abstract StoreNotifier notifier();

	/**
	 * Return the table that gets a row for each message.
	 */
	protected abstract String table();

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void appendTakesEveryFixture() {
		assertAppends(Fixtures.names().stream().map(Fixtures::message).toList());
	}

	@Test
	void appendTakesHostileMessages() {
		assertAppends(HostileMessages.some(300).toList());
	}

	@Test
	void appendTakesTheLargestMessages() {
		byte[] text = "x\u0000\u00ff".repeat(60_000).getBytes(StandardCharsets.UTF_8);
		assertAppends(
				List.of(Fixtures.message("largest", Body.of(text)), Fixtures.message("empty", Body.of(new byte[0]))));
	}

	@Test
	void appendTakesAsManyAsAGroupHolds() {
		assertAppends(IntStream.range(0, 277)
			.mapToObj((i) -> Fixtures.message("m" + i, Fixtures.body("plain.text")))
			.toList());
	}

	@Test
	void appendAddsNothingWhereTheUnitOfWorkFails() {
		try {
			this.store.write((jdbc) -> {
				accept(jdbc, List.of(Fixtures.message("plain.text")));
				throw new IllegalStateException("the unit fails");
			});
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessage("the unit fails");
		}
		assertThat(this.store.count(table())).isZero();
	}

	// In the same unit of work as the journal: what it refuses, the journal must refuse
	private void assertAppends(List<Message> messages) {
		int accepted = this.store.write((jdbc) -> accept(jdbc, messages));
		assertThat(accepted).isPositive();
		assertThat(this.store.count(table())).isEqualTo(accepted);
	}

	private int accept(JdbcClient jdbc, List<Message> messages) {
		List<OptionalLong> seqs = new Journal(this.store, new MessageParser(), Duration.ofDays(7)).append(jdbc,
				messages);
		SortedMap<Long, Notification> notifications = new TreeMap<>();
		for (int i = 0; i < messages.size(); i++) {
			Notification notification = notification(messages.get(i));
			seqs.get(i).ifPresent((seq) -> notifications.put(seq, notification));
		}
		notifier().append(jdbc, notifications);
		return notifications.size();
	}

	protected final void append(Message... messages) {
		this.store.write((jdbc) -> accept(jdbc, List.of(messages)));
	}

	private Notification notification(Message message) {
		return new Notification(message, destination(), "all", PresentationOverrides.NONE);
	}

}
