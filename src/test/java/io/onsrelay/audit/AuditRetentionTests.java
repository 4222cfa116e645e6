package io.onsrelay.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
import org.springframework.dao.DataIntegrityViolationException;

import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class AuditRetentionTests {

	private static final Duration RETENTION = Duration.ofDays(365);

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private AuditedStore audited;

	private AuditRetention retention;

	@BeforeEach
	void open() {
		this.audited = new AuditedStore(this.directory, this.dialect);
		this.retention = new AuditRetention(
				new AuditCut(this.audited.store, this.audited.ids::next, this.audited.clock), RETENTION,
				this.audited.clock);
	}

	@AfterEach
	void close() {
		this.audited.close();
	}

	@Test
	void logIsCutAtTheNewestCheckpointThatIsOldEnough(CapturedOutput output) {
		List<Long> old = accept(230);
		this.audited.checkpoint();
		accept(11);
		TreeHead cut = this.audited.checkpoint();
		accept(4);
		this.audited.clock.move(RETENTION.minusSeconds(1));
		accept(5);
		this.audited.checkpoint();
		this.audited.clock.move(Duration.ofSeconds(2));
		this.audited.store.write((jdbc) -> this.audited.journal.delete(jdbc, old.subList(1, old.size())));
		runUntilIdle();
		assertThat(output).contains("The audit log is cut at checkpoint 2: its first 241 records are deleted");
		assertThat(numbers("SELECT leaf FROM audit_leaf ORDER BY leaf")).startsWith(cut.size()).hasSize(4 + 5 + 1);
		assertThat(this.audited.store.count("audit_record")).isEqualTo(4 + 5 + 1);
		assertThat(numbers("SELECT number FROM audit_checkpoint ORDER BY number")).containsExactly(2L, 3L);
		assertThat(numbers("SELECT count(*) FROM message_body")).as("bodies of the log or of the journal")
			.containsExactly(1L + 11 + 4 + 5);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
		this.audited.clock.move(RETENTION.plusSeconds(1));
		runUntilIdle();
		assertThat(numbers("SELECT cut FROM audit_tree")).containsExactly(250L);
		assertThat(this.audited.computedHead()).isEqualTo(this.audited.head());
	}

	@Test
	void recordsAreDeletedOnlyWhereACutIsRecorded() {
		accept(3);
		this.audited.checkpoint();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> update("DELETE FROM audit_record"))
			.withMessageContaining("deleted only where a cut is recorded");
		this.audited.clock.move(RETENTION.plusSeconds(1));
		accept(1);
		this.retention.runOnce(RETENTION);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> update("DELETE FROM audit_record WHERE seq >= 4"));
		update("DELETE FROM audit_record WHERE seq = 2");
		runUntilIdle();
		assertThat(numbers("SELECT leaf FROM audit_leaf ORDER BY leaf")).containsExactly(3L, 4L);
	}

	@Test
	void logThatWasAlteredIsNotCut(CapturedOutput output) {
		accept(3);
		this.audited.checkpoint();
		update("UPDATE audit_leaf SET hash = (SELECT hash FROM audit_leaf WHERE leaf = 0) WHERE leaf = 1");
		this.audited.clock.move(RETENTION.plusSeconds(1));
		runUntilIdle();
		runUntilIdle();
		update("DELETE FROM audit_leaf WHERE leaf = 1");
		runUntilIdle();
		assertThat(this.audited.store.count("audit_record")).isEqualTo(3);
		assertThat(output).containsOnlyOnce("The audit log is not cut at checkpoint 1").contains("audit verify");
	}

	@Test
	void nothingIsCutWithoutACheckpoint() {
		accept(3);
		this.audited.clock.move(RETENTION.plusSeconds(1));
		runUntilIdle();
		assertThat(this.audited.store.count("audit_record")).isEqualTo(3);
	}

	private List<Long> accept(int count) {
		List<Long> seqs = this.audited.accept(count);
		this.audited.seal();
		return seqs;
	}

	private void runUntilIdle() {
		Instant soon = this.audited.now().plusSeconds(1);
		while (this.retention.runOnce(RETENTION).isBefore(soon)) {
			this.audited.seal();
		}
	}

	private List<Long> numbers(String query) {
		return this.audited.store.read((jdbc) -> jdbc.sql(query).query(Long.class).list());
	}

	private void update(String sql) {
		this.audited.store.write((jdbc) -> jdbc.sql(sql).update());
	}

}
