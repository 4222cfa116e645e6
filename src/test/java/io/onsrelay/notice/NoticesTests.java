package io.onsrelay.notice;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.TestClock;
import io.onsrelay.event.MessageIds;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class NoticesTests {

	private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

	private static final UnitOfWork<Boolean> CLAIMED = (_) -> true;

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final List<Destination> dispatched = new ArrayList<>();

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void tellKeepsTheNoticeAsAnAlarmAndWakesTheLane(CapturedOutput output) {
		assertThat(notices(List.of(ToldNotices.OPS)).tell(problem(), CLAIMED)).isTrue();
		assertThat(this.dispatched).containsExactly(ToldNotices.OPS);
		assertThat(ToldNotices.in(this.store)).singleElement().satisfies((alarm) -> {
			assertThat(alarm.path("title").asText()).isEqualTo("Topic infra is silent");
			assertThat(alarm.path("type").asText()).isEqualTo("OK_TO_FIRING");
			assertThat(alarm.path("severity").asText()).isEqualTo("WARNING");
			assertThat(alarm.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00Z");
		});
		assertThat(output).contains("Topic infra is silent: It sends nothing.");
	}

	@Test
	void tellKeepsProblemAndItsEndInOneOrder() {
		Notices notices = notices(List.of(ToldNotices.OPS));
		notices.tell(problem(), CLAIMED);
		notices.tell(Notice.over("silent-a", Severity.WARNING, "Topic infra speaks again", "One came.",
				NOON.plusSeconds(1), Map.of()), CLAIMED);
		List<String> keys = this.store
			.read((jdbc) -> jdbc.sql("SELECT DISTINCT ordering_key FROM delivery").query(String.class).list());
		assertThat(keys).hasSize(1);
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent", "Topic infra speaks again");
	}

	@Test
	void keyOfANoticeIsTheSameOnEachReplicaAndNoneThatASenderGuesses() {
		assertThat(new NoticeKeys(this.store).of("silent-a")).isEqualTo(new NoticeKeys(this.store).of("silent-a"))
			.matches("ons-relay-silent-a-[0-9a-f]{16}")
			.isNotEqualTo(new NoticeKeys(this.store).of("silent-b").replace("silent-b", "silent-a"));
		this.store
			.write((jdbc) -> jdbc.sql("UPDATE notice_key SET secret_key = 'that of another installation'").update());
		String other = new NoticeKeys(this.store).of("silent-a");
		this.store.write((jdbc) -> jdbc.sql("DELETE FROM notice_key").update());
		assertThat(new NoticeKeys(this.store).of("silent-a")).isNotEqualTo(other);
	}

	@Test
	void tellTwiceEnqueuesOnce() {
		notices(List.of(ToldNotices.OPS)).tell(problem(), CLAIMED);
		notices(List.of(ToldNotices.OPS)).tell(problem(), CLAIMED);
		assertThat(this.store.count("delivery")).isEqualTo(1);
		assertThat(this.dispatched).hasSize(1);
	}

	@Test
	void tellWithoutClaimKeepsAndLogsNothing(CapturedOutput output) {
		assertThat(notices(List.of(ToldNotices.OPS)).tell(problem(), (_) -> false)).isFalse();
		assertThat(this.store.count("message")).isZero();
		assertThat(output).doesNotContain("silent");
	}

	@Test
	void tellWhenTheClaimFailsKeepsNothing() {
		assertThatIllegalStateException().isThrownBy(() -> notices(List.of(ToldNotices.OPS)).tell(problem(), (jdbc) -> {
			jdbc.sql("UPDATE store_probe SET written_at = 77").update();
			throw new IllegalStateException("claim");
		}));
		assertThat(this.store.count("message")).isZero();
		assertThat(this.store.count("store_probe WHERE written_at = 77")).isZero();
	}

	@Test
	void tellWhenNoDestinationIsConfiguredKeepsTheClaimAndLogs(CapturedOutput output) {
		notices(List.of()).tell(problem(), (jdbc) -> jdbc.sql("UPDATE store_probe SET written_at = 78").update() > 0);
		assertThat(this.store.count("store_probe WHERE written_at = 78")).isEqualTo(1);
		assertThat(this.store.count("message")).isZero();
		assertThat(output).contains("Topic infra is silent");
	}

	private Notices notices(List<Destination> to) {
		return new Notices(this.store, ToldNotices.work(this.store, this.clock), this.dispatched::addAll, to, List.of(),
				new MessageIds(this.clock, new Random(1))::next, this.clock);
	}

	private static Notice problem() {
		return Notice.of("silent-a", Severity.WARNING, "Topic infra is silent", "It sends nothing.", NOON,
				Map.of("topic", "ocid1.onstopic.oc1.phx.a"));
	}

}
