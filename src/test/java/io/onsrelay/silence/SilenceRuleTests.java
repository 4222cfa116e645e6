package io.onsrelay.silence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.TestClock;
import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.AcceptWork.Accepted;
import io.onsrelay.delivery.AcceptWork.RoutedMessage;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageFixtures;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.notifier.Notification;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.store.Dialect;

import static io.onsrelay.silence.SilenceFixture.CHAT;
import static io.onsrelay.silence.SilenceFixture.INSTANCES;
import static io.onsrelay.silence.SilenceFixture.PAGER;
import static io.onsrelay.silence.SilenceFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Dialect.class)
class SilenceRuleTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private SilenceFixture replica;

	@BeforeEach
	void open() {
		this.replica = new SilenceFixture(this.directory, this.dialect, this.clock);
	}

	@AfterEach
	void close() {
		this.replica.close();
	}

	@Test
	void holdsBackChatAndPagerAndNeverStores() {
		this.replica.silence(INSTANCES);
		Accepted accepted = this.replica.accept(this.replica.event("e1", "a"));
		assertThat(accepted.isNew()).isTrue();
		assertThat(accepted.held()).containsExactly(CHAT, PAGER);
		assertThat(accepted.enqueued()).containsExactly(STREAM);
		assertThat(this.replica.appended).hasSize(1);
		assertThat(this.replica.store.count("message")).isOne();
		assertThat(this.replica.store.count("held_delivery")).isEqualTo(2);
		assertThat(this.replica.store.count("delivery")).isOne();
	}

	@Test
	void holdsBackWhatItMatchesOnly() {
		this.replica.silence("{\"data\": {\"resourceId\": \"a\"}}");
		this.replica.acceptTogether(this.replica.event("e1", "b"), this.replica.event("e2", "a"),
				this.replica.event("e3", "c"));
		assertThat(this.replica.enqueued(CHAT)).containsExactly("1", "3");
		assertThat(this.replica.silences.heldOf(2)).extracting(HeldDelivery::destination).containsExactly(CHAT, PAGER);
	}

	@Test
	void holdsBackUntilItsTimeIsOverOrItIsEnded() {
		Silence first = this.replica.silence(INSTANCES);
		assertThat(this.replica.silences.end(first.id(), "bob")).isTrue();
		assertThat(this.replica.accept(this.replica.event("e1", "a")).held()).isEmpty();
		Silence second = this.replica.silence(INSTANCES);
		this.clock.moveTo(second.until().minusMillis(1));
		assertThat(this.replica.accept(this.replica.event("e2", "a")).held()).hasSize(2);
		this.clock.moveTo(second.until());
		assertThat(this.replica.accept(this.replica.event("e3", "a")).held()).isEmpty();
	}

	@Test
	void duplicateOfWhatIsHeldBackStaysADuplicate() {
		this.replica.silence(INSTANCES);
		this.replica.accept(this.replica.event("e1", "a"));
		assertThat(this.replica.accept(this.replica.event("e1", "a")).isNew()).isFalse();
		assertThat(this.replica.store.count("held_delivery")).isEqualTo(2);
	}

	@Test
	void batchIsHeldBackWhereEachRecordIsMatched() {
		this.replica.silence("{\"host\": \"a\"}");
		this.replica.silence("{\"host\": \"b\"}");
		assertThat(accept("[{\"host\":\"a\"},{\"host\":\"b\"}]").held()).containsExactly(CHAT, PAGER);
		assertThat(accept("[{\"host\":\"a\"},{\"host\":\"c\"}]").held()).isEmpty();
	}

	@Test
	void partsOfABatchAreHeldBackByThemselves() {
		this.replica.silence("{\"host\": \"a\"}");
		this.replica.routes = SilenceRuleTests::eachRecord;
		assertThat(accept("[{\"host\":\"a\"},{\"host\":\"c\"},{\"host\":\"a\"}]").held()).containsExactly(PAGER, PAGER);
		assertThat(this.replica.silences.heldOf(1)).extracting((held) -> held.records().text())
			.containsExactly("1", "3");
		assertThat(this.replica.silences.sendAll(1, "ada").sent()).isEqualTo(2);
		assertThat(this.replica.enqueued(PAGER)).hasSize(3);
	}

	private static List<Notification> eachRecord(Message message) {
		Notification all = SilenceFixture.everywhere(message).get(1);
		return IntStream.range(0, message.contents().size()).mapToObj(all::part).toList();
	}

	private Accepted accept(String json) {
		return this.replica.accept(MessageFixtures.text(json, json, this.clock.instant()));
	}

	@Test
	void endOfAnIncidentThatWasOpenBeforeIsNotHeldBack() {
		this.replica.accept(this.replica.alarm("cpu", "OK_TO_FIRING"));
		this.replica.silence("{\"title\": \"CPU\"}");
		assertThat(this.replica.accept(this.replica.alarm("cpu", "REPEAT")).held()).containsExactly(CHAT, PAGER);
		assertThat(this.replica.accept(this.replica.alarm("cpu", "FIRING_TO_OK")).held()).isEmpty();
		assertThat(this.replica.enqueued(CHAT)).containsExactly("1", "3");
		assertThat(this.replica.enqueued(PAGER)).containsExactly("1", "3");
	}

	@Test
	void endOfWhatTheSameSilenceHoldsBackReachesThePagerOnly() {
		this.replica.silence("{\"title\": \"CPU\"}");
		this.replica.accept(this.replica.alarm("cpu", "OK_TO_FIRING"));
		assertThat(this.replica.accept(this.replica.alarm("cpu", "FIRING_TO_OK")).held()).containsExactly(CHAT);
		assertThat(this.replica.enqueued(PAGER)).as("it may know an incident that was not closed before")
			.containsExactly("2");
	}

	@Test
	void endOfWhatIsHeldBackInTheSameCommitIsHeldBackFromChat() {
		this.replica.silence("{\"title\": \"CPU\"}");
		this.replica.acceptTogether(this.replica.alarm("cpu", "OK_TO_FIRING"),
				this.replica.alarm("cpu", "FIRING_TO_OK"));
		assertThat(this.replica.enqueued(CHAT)).isEmpty();
	}

	@Test
	void endOfWhatWasSentAfterAllIsNotHeldBack() {
		Silence silence = this.replica.silence("{\"title\": \"CPU\"}");
		this.replica.accept(this.replica.alarm("cpu", "OK_TO_FIRING"));
		this.replica.silences.sendAll(silence.id(), "ada");
		assertThat(this.replica.accept(this.replica.alarm("cpu", "FIRING_TO_OK")).held()).isEmpty();
	}

	@Test
	void endOfWhatAnEarlierSilenceHeldBackIsNotHeldBack() {
		Silence first = this.replica.silence("{\"title\": \"CPU\"}");
		this.replica.accept(this.replica.alarm("cpu", "OK_TO_FIRING"));
		this.replica.silences.end(first.id(), "ada");
		this.replica.silence("{\"title\": \"CPU\"}");
		assertThat(this.replica.accept(this.replica.alarm("cpu", "FIRING_TO_OK")).held()).isEmpty();
	}

	@Test
	void whatTheServiceItselfTellsIsNotHeldBack() {
		this.replica.silence("{}");
		Message message = this.replica.event("e1", "a");
		Accepted accepted = this.replica.store
			.write(this.replica.work.acceptAlways(message, this.replica.routes.apply(message)));
		assertThat(accepted.held()).isEmpty();
		assertThat(accepted.enqueued()).containsExactly(CHAT, PAGER, STREAM);
	}

	@Test
	void ingestWithoutSilenceCostsOneStatementForEachCommit() {
		AcceptWork without = new AcceptWork(this.replica.journal, this.replica.outbox,
				Map.of(SilenceFixture.AUDIT, (_, _) -> {
				}));
		List<String> before = statements(without, "before");
		List<String> after = statements(this.replica.work, "after");
		assertThat(after).hasSize(before.size() + 1);
		after.removeAll(before);
		assertThat(after).singleElement().asString().startsWith("SELECT id, condition FROM silence");
	}

	@Test
	void ingestToStoresOnlyAsksForNoSilence() {
		this.replica.silence("{}");
		this.replica.routes = (message) -> SilenceFixture.everywhere(message).subList(2, 4);
		assertThat(statements(this.replica.work, "a")).noneMatch((sql) -> sql.contains("silence"));
	}

	/**
	 * The statements of a commit of 50 messages.
	 */
	private List<String> statements(AcceptWork work, String prefix) {
		List<String> statements = new ArrayList<>();
		List<RoutedMessage> messages = IntStream.range(0, 50)
			.mapToObj((i) -> this.replica.event(prefix + i, prefix + i))
			.map((message) -> new RoutedMessage(message, this.replica.routes.apply(message)))
			.toList();
		this.replica.store.write((jdbc) -> work.run(recording(jdbc, statements), messages));
		return statements;
	}

	private static JdbcClient recording(JdbcClient jdbc, List<String> statements) {
		return (JdbcClient) Proxy.newProxyInstance(JdbcClient.class.getClassLoader(),
				new Class<?>[] { JdbcClient.class }, (_, method, arguments) -> {
					statements.add((String) arguments[0]);
					try {
						return method.invoke(jdbc, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Test
	void conditionThatCanNotBeReadHoldsBackNothing() {
		this.replica.silence(INSTANCES);
		this.replica.store.write((jdbc) -> jdbc.sql("UPDATE silence SET condition = 'of a later version'").update());
		try (LogCapture log = new LogCapture()) {
			assertThat(this.replica.accept(this.replica.event("e1", "a")).held()).isEmpty();
			assertThat(log.text()).contains("A silence has a condition that this version can't read");
		}
	}

	@Test
	void heldBackGoesWithItsMessage() {
		this.replica.silence(INSTANCES);
		this.replica.accept(this.replica.event("e1", "a"));
		this.replica.store.write((jdbc) -> this.replica.journal.delete(jdbc, List.of(1L)));
		assertThat(this.replica.store.count("held_delivery")).isZero();
	}

	@Test
	void holdingTellsWhatWouldBeHeldBackNow() {
		Silence silence = this.replica.silence(INSTANCES);
		assertThat(this.replica.silences.holding(this.replica.routes.apply(this.replica.event("e1", "a"))))
			.containsOnlyKeys(CHAT, PAGER)
			.containsEntry(CHAT, silence);
		this.clock.move(Duration.ofHours(1));
		assertThat(this.replica.silences.holding(this.replica.routes.apply(this.replica.event("e1", "a")))).isEmpty();
	}

}
