package io.onsrelay.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.HostileMessages;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(Dialect.class)
class AuditLogTests {

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private AuditedStore audited;

	@BeforeEach
	void open() {
		this.audited = new AuditedStore(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.audited.close();
	}

	@Test
	void recordsAreLeavesInTheOrderInWhichTheyAreAdded() {
		this.audited.accept(3);
		this.audited.accept(70);
		sealWhereShared(73);
		assertThat(this.audited.head().size()).isEqualTo(73);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
		assertThat(this.audited.store.count("audit_unsealed")).isZero();
	}

	@Test
	void leafIsTheSameWhateverTheMessageHolds() {
		int hostile = this.audited.accept(HostileMessages.some(300).toList()).size();
		int known = this.audited.accept(Fixtures.names().stream().map(Fixtures::message).toList()).size();
		sealWhereShared(hostile + known);
		assertThat(this.audited.head().size()).isEqualTo(hostile + known);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
	}

	@Test
	void unitThatFailsAddsNothing() {
		this.audited.accept(2);
		sealWhereShared(2);
		Message message = this.audited.message();
		assertThatIllegalStateException().isThrownBy(() -> this.audited.store.write((jdbc) -> {
			this.audited.log.append(jdbc, AuditedStore.DESTINATION, Map.of(99L, message));
			throw new IllegalStateException("the unit fails");
		}));
		assertThat(this.audited.store.count("audit_record")).isEqualTo(2);
		assertThat(this.audited.store.count("audit_unsealed")).isZero();
		assertThat(this.audited.head().size()).isEqualTo(2);
		this.audited.accept(3);
		sealWhereShared(3);
		assertThat(this.audited.head().size()).isEqualTo(5);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
	}

	@Test
	void changeOfAnOperatorIsARecord() {
		OperatorChanges changes = new OperatorChanges(this.audited.log, this.audited.ids::next, this.audited.clock);
		this.audited.store.write((jdbc) -> {
			changes.append(jdbc, new OperatorChange("ada", "destination.paused", "slack/ops", null,
					Map.of("since", this.audited.now()), "they move \"east\""));
			return 1;
		});
		sealWhereShared(1);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
		Map<String, @Nullable Object> row = this.audited.store
			.read((jdbc) -> jdbc.sql("SELECT * FROM audit_record").query().singleRow());
		assertThat(row).containsEntry("kind", "OPERATOR_CHANGE")
			.containsEntry("destination", "ons-relay")
			.containsEntry("type", "destination.paused")
			.containsEntry("resource", "slack/ops");
		assertThat(new String((byte[]) Objects.requireNonNull(row.get("body")), StandardCharsets.UTF_8)).isEqualTo("""
				{"who":"ada","action":"destination.paused","target":"slack/ops","before":null,"after":{"since":"%s"},\
				"reason":"they move \\"east\\""}""".formatted(this.audited.now()));
	}

	@Test
	void bodyStaysAsLongAsTheLogOrTheJournalHasTheMessage() {
		List<Long> seqs = this.audited.accept(2);
		Message unaudited = this.audited.message();
		long alone = this.audited.store
			.write((jdbc) -> this.audited.journal.append(jdbc, List.of(unaudited)).getFirst().getAsLong());
		this.audited.store.write((jdbc) -> this.audited.journal.delete(jdbc, List.of(seqs.getFirst(), alone)));
		assertThat(this.audited.store.count("message")).isOne();
		List<Long> kept = this.audited.store
			.read((jdbc) -> jdbc.sql("SELECT seq FROM message_body ORDER BY seq").query(Long.class).list());
		assertThat(kept).isEqualTo(seqs);
	}

	@Test
	void erasedBodyIsGoneAndItsRecordVerifies() {
		Message message = this.audited.message();
		long seq = this.audited.accept(List.of(message)).getFirst();
		AuditErasure erasure = new AuditErasure(this.audited.log, this.audited.store, List.of(), this.audited.ids::next,
				this.audited.clock);
		assertThat(erasure.erase(message.id(), "ada", "a court")).isTrue();
		assertThat(erasure.erase(message.id(), "ada", "again")).as("nothing is left to erase").isFalse();
		assertThat(erasure.erase(MessageId.of("01933f5a-7b00-7000-8000-000000000001"), "ada", "unknown")).isFalse();
		sealWhereShared(2);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
		byte[] body = this.audited.store.read((jdbc) -> jdbc.sql("SELECT body FROM message_body WHERE seq = ?")
			.param(seq)
			.query(byte[].class)
			.single());
		assertThat(body).isEmpty();
		String record = this.audited.store.read((jdbc) -> new String(
				jdbc.sql("SELECT body FROM audit_record WHERE kind = 'ERASURE'").query(byte[].class).single(),
				StandardCharsets.UTF_8));
		assertThat(record).isEqualTo("{\"who\":\"ada\",\"message\":\"%s\",\"sha256\":\"%s\",\"reason\":\"a court\"}"
			.formatted(message.id(), message.body().sha256()));
	}

	@Test
	void sealerSealsAllThatWaitsAndTellsHowOldItIs() {
		this.audited.accept(1200);
		assertThat(this.audited.store.count("audit_unsealed")).isEqualTo((this.dialect == Dialect.SQLITE) ? 0 : 1200);
		Optional<Instant> oldest = this.audited.store.read(AuditLog::oldestUnsealed);
		assertThat(oldest.isPresent()).isEqualTo(this.dialect != Dialect.SQLITE);
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		AuditMetrics metrics = new AuditMetrics(meters, this.audited.clock);
		metrics.waiting(this.audited.now().minusSeconds(90));
		assertThat(meters.get("relay.audit.unsealed.age").gauge().value()).isEqualTo(90);
		new AuditSealer(this.audited.log, this.audited.store, metrics, this.audited.clock).run();
		assertThat(meters.get("relay.audit.unsealed.age").gauge().value()).isZero();
		assertThat(this.audited.head().size()).isEqualTo(1200);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
	}

	private void sealWhereShared(int expected) {
		assertThat(this.audited.seal()).isEqualTo((this.dialect == Dialect.SQLITE) ? 0 : expected);
	}

}
