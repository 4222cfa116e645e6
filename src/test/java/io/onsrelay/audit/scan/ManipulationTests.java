package io.onsrelay.audit.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.audit.verification.OutsideCheckpoints;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is done to a log behind the service's back, and what a verification says of it.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class ManipulationTests {

	private static final SigningKey KEY = SigningKey.generate();

	private static final String RECORD_OF = "(SELECT record FROM audit_leaf WHERE leaf = %d)";

	private static final String BODY_OF = "(SELECT message_seq FROM audit_record WHERE seq = " + RECORD_OF + ")";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private SignedLog log;

	/**
	 * Four checkpoints, of 0, 6, 12 and 18 records.
	 */
	@BeforeEach
	void open() {
		this.log = new SignedLog(this.directory, this.dialect, KEY);
		this.log.checkpoint();
		this.log.grow(5).grow(5).grow(5);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void logThatIsAsItWasIsFine() {
		VerificationReport report = verify(outside());
		assertThat(report.findings()).isEmpty();
		assertThat(report.to()).isEqualTo(18);
		assertThat(Objects.requireNonNull(report.checkpoint()).number()).isEqualTo(4);
		assertThat(report.checkpoints()).isEqualTo(4);
		assertThat(report.outside()).isEqualTo(4);
		assertThat(report.keys()).containsExactly(SignedLog.ORIGIN + "+" + this.log.verifierKey().keyId());
	}

	@Test
	void newLogIsFine() {
		try (SignedLog empty = new SignedLog(directory("empty"), this.dialect, KEY)) {
			assertThat(verify(empty, OutsideCheckpoints.none(), this.log.verifierKey()).findings()).isEmpty();
			empty.checkpoint();
			assertThat(verify(empty, OutsideCheckpoints.none(), this.log.verifierKey()).findings()).isEmpty();
		}
	}

	@Test
	void bodyIsEdited() {
		String message = this.log.messageOf(7);
		this.log.tamper("UPDATE message_body SET body = CAST('other' AS %s) WHERE seq = ".formatted(blob())
				+ BODY_OF.formatted(7));
		assertFinding(AuditFault.BODY_EDITED, 7L, message);
	}

	@Test
	void bodyOfAnOperatorsChangeIsEdited() {
		String message = this.log.messageOf(11);
		this.log.tamper("UPDATE audit_record SET body = CAST('{}' AS %s) WHERE seq = ".formatted(blob())
				+ RECORD_OF.formatted(11));
		assertFinding(AuditFault.BODY_EDITED, 11L, message);
	}

	@Test
	void bodyIsErasedWithoutARecordOfIt() {
		String message = this.log.messageOf(7);
		this.log.tamper(
				"UPDATE message_body SET body = CAST('' AS %s) WHERE seq = ".formatted(blob()) + BODY_OF.formatted(7));
		assertFinding(AuditFault.BODY_ERASED, 7L, message);
	}

	@Test
	void bodyIsDeleted() {
		String message = this.log.messageOf(7);
		this.log.tamper("DELETE FROM message_body WHERE seq = " + BODY_OF.formatted(7));
		assertFinding(AuditFault.BODY_ERASED, 7L, message);
	}

	@Test
	void bodyThatIsErasedByTheServiceIsFine() {
		this.log.erase(this.log.messageOf(7));
		VerificationReport report = verify(outside());
		assertThat(report.findings()).isEmpty();
		assertThat(report.erased()).isEqualTo(1);
		this.log.tamper(
				"UPDATE message_body SET body = CAST('' AS %s) WHERE seq = ".formatted(blob()) + BODY_OF.formatted(8));
		assertFinding(AuditFault.BODY_ERASED, 8L, this.log.messageOf(8));
	}

	@Test
	void headersAreEdited() {
		String message = this.log.messageOf(3);
		this.log.tamper(
				"UPDATE message_body SET headers = '{\"X-OCI-NS-TopicOcid\":\"ocid1.onstopic.other\"}' WHERE seq = "
						+ BODY_OF.formatted(3),
				"UPDATE audit_record SET type = 'other' WHERE seq = " + RECORD_OF.formatted(5));
		assertThat(verify(outside()).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.fault()).isEqualTo(AuditFault.FIELDS_EDITED);
			assertThat(finding.index()).isEqualTo(3);
			assertThat(finding.messageId()).isEqualTo(message);
			assertThat(finding.more()).isEqualTo(1);
		});
	}

	@Test
	void metadataAreEdited() {
		String message = this.log.messageOf(3);
		for (String change : List.of("received_at = received_at + 1", "occurred_at = 0", "kind = 'EVENT'",
				"malformed = NOT malformed", "topic = 'other'", "type = 'other'", "resource = 'other'",
				"compartment = 'other'", "destination = 'audit/other'", "message_id = 'other'",
				"body_sha256 = upper(body_sha256)", "body_sha256 = 'none'")) {
			String record = RECORD_OF.formatted(3);
			this.log.tamper("CREATE TABLE kept AS SELECT * FROM audit_record WHERE seq = " + record,
					"UPDATE audit_record SET %s WHERE seq = %s".formatted(change, record));
			assertThat(verify(outside()).findings()).as(change)
				.extracting(Finding::fault, Finding::index)
				.containsExactly(tuple(AuditFault.FIELDS_EDITED, 3L));
			this.log.tamper("DELETE FROM audit_record WHERE seq = " + record,
					"INSERT INTO audit_record SELECT * FROM kept", "DROP TABLE kept");
		}
		assertThat(this.log.messageOf(3)).isEqualTo(message);
	}

	@Test
	void leafIsEdited() {
		this.log
			.tamper("UPDATE audit_leaf SET hash = (SELECT root FROM audit_checkpoint WHERE number = 2) WHERE leaf = 9");
		assertFinding(AuditFault.LEAF_EDITED, 9L, this.log.messageOf(9));
	}

	@Test
	void recordIsDeletedInTheMiddle() {
		this.log.tamper("DELETE FROM audit_record WHERE seq = " + RECORD_OF.formatted(8));
		assertFinding(AuditFault.RECORD_DELETED, 8L, null);
	}

	@Test
	void recordAndLeafAreDeletedInTheMiddle() {
		this.log.tamper("DELETE FROM audit_record WHERE seq = " + RECORD_OF.formatted(8),
				"DELETE FROM audit_leaf WHERE leaf = 8");
		assertFinding(AuditFault.LEAF_DELETED, 8L, null);
	}

	@Test
	void recordIsDeletedAndTheTreeMadeAnew() {
		this.log.tamper("DELETE FROM audit_record WHERE seq = " + RECORD_OF.formatted(8));
		this.log.recompute();
		assertThat(verify(outside()).findings()).extracting(Finding::fault)
			.containsExactly(AuditFault.TAIL_CUT, AuditFault.REWRITTEN);
		assertThat(verify(outside()).findings().get(1).index()).as("behind checkpoint 2").isEqualTo(6);
	}

	@Test
	void recordIsInserted() {
		this.log.tamper(copyOf(8, "other", 100));
		assertThat(verify(outside()).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.fault()).isEqualTo(AuditFault.RECORD_INSERTED);
			assertThat(finding.messageId()).isEqualTo("other");
			assertThat(finding.text()).contains("record number 100");
		});
	}

	@Test
	void recordIsInsertedWithALeafAtTheEnd() {
		this.log.tamper(copyOf(8, "other", 100),
				"INSERT INTO audit_leaf (leaf, record, hash) SELECT 18, 100, hash FROM audit_leaf WHERE leaf = 8");
		assertThat(verify(outside()).findings()).extracting(Finding::fault, Finding::index)
			.contains(tuple(AuditFault.RECORD_INSERTED, 18L));
	}

	@Test
	void twoRecordsAreReordered() {
		String message = this.log.messageOf(9);
		this.log.tamper("CREATE TABLE swap AS SELECT * FROM audit_leaf WHERE leaf IN (3, 9)",
				"DELETE FROM audit_leaf WHERE leaf IN (3, 9)",
				"INSERT INTO audit_leaf (leaf, record, hash) SELECT 12 - leaf, record, (SELECT hash FROM swap AS other "
						+ "WHERE other.leaf = 12 - swap.leaf) FROM swap",
				"DROP TABLE swap");
		assertFinding(AuditFault.REORDERED, 3L, message);
	}

	@Test
	void twoRecordsAreReorderedWithTheirLeaves() {
		this.log.tamper("CREATE TABLE swap AS SELECT * FROM audit_leaf WHERE leaf IN (8, 9)",
				"DELETE FROM audit_leaf WHERE leaf IN (8, 9)",
				"INSERT INTO audit_leaf (leaf, record, hash) SELECT 17 - leaf, record, hash FROM swap",
				"DROP TABLE swap");
		assertThat(verify(outside()).findings()).extracting(Finding::fault, Finding::index)
			.contains(tuple(AuditFault.REORDERED, 9L));
	}

	@Test
	void tailIsCut() {
		this.log.tamper("DELETE FROM audit_record WHERE seq IN (SELECT record FROM audit_leaf WHERE leaf >= 14)",
				"DELETE FROM audit_leaf WHERE leaf >= 14");
		assertThat(verify(outside()).findings()).first().satisfies((finding) -> {
			assertThat(finding.fault()).isEqualTo(AuditFault.TAIL_CUT);
			assertThat(finding.index()).isEqualTo(14);
		});
	}

	@Test
	void tailIsCutAndTheTreeMadeAnew() {
		this.log.tamper("DELETE FROM audit_record WHERE seq IN (SELECT record FROM audit_leaf WHERE leaf >= 14)");
		this.log.recompute();
		assertFinding(AuditFault.TAIL_CUT, 14L, null);
		this.log.tamper("DELETE FROM audit_checkpoint WHERE number > 3");
		assertThat(verify(OutsideCheckpoints.none()).findings()).as("nothing inside shows it").isEmpty();
		assertThat(verify(outside()).findings()).singleElement()
			.extracting(Finding::fault)
			.isEqualTo(AuditFault.OUTDATED);
	}

	@Test
	void everythingIsRewrittenWithANewTree() {
		rewrite();
		assertThat(verify(OutsideCheckpoints.none()).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.fault()).isEqualTo(AuditFault.REWRITTEN);
			assertThat(finding.index()).isZero();
			assertThat(finding.more()).isEqualTo(2);
		});
		TreeHead head = this.log.head();
		this.log.tamper("DELETE FROM audit_checkpoint");
		this.log.forge(1, head, KEY);
		assertThat(verify(OutsideCheckpoints.none()).findings()).as("by one who has the key").isEmpty();
		assertThat(verify(outside()).findings()).extracting(Finding::fault)
			.containsExactly(AuditFault.REWRITTEN, AuditFault.TWO_ROOTS, AuditFault.OUTDATED);
	}

	@Test
	void everythingIsRewrittenAndSignedByAnotherKey() {
		rewrite();
		TreeHead head = this.log.head();
		this.log.tamper("DELETE FROM audit_checkpoint");
		this.log.forge(1, head, SigningKey.generate());
		assertThat(verify(OutsideCheckpoints.none()).findings()).singleElement()
			.extracting(Finding::fault)
			.isEqualTo(AuditFault.UNKNOWN_KEY);
	}

	private void rewrite() {
		this.log.tamper("UPDATE audit_record SET resource = 'other' WHERE seq = " + RECORD_OF.formatted(2));
		this.log.recompute();
	}

	@Test
	void oldBackupIsRestored() {
		try (SignedLog backup = new SignedLog(directory("backup"), this.dialect, KEY)) {
			backup.checkpoint();
			backup.grow(5).grow(5);
			assertThat(verify(backup, OutsideCheckpoints.none(), this.log.verifierKey()).findings()).isEmpty();
			assertThat(verify(backup, outside(), this.log.verifierKey()).findings()).singleElement()
				.satisfies((finding) -> {
					assertThat(finding.fault()).isEqualTo(AuditFault.OUTDATED);
					assertThat(finding.text()).contains("checkpoint 4 of elsewhere")
						.contains("its last checkpoint is 3");
				});
			backup.clock().move(Duration.ofSeconds(9));
			backup.grow(7);
			assertThat(verify(backup, outside(), this.log.verifierKey()).findings()).extracting(Finding::fault)
				.as("the service has gone on with it")
				.containsExactly(AuditFault.REWRITTEN, AuditFault.TWO_ROOTS);
		}
	}

	@Test
	void twoCheckpointsOfOneSizeHaveTwoRoots() {
		this.log.forge(5, new TreeHead(18, new TreeHasher().empty()), KEY);
		assertThat(verify(outside()).findings()).extracting(Finding::fault)
			.containsExactly(AuditFault.REWRITTEN, AuditFault.TWO_ROOTS);
		assertThat(verify(outside()).findings().getLast().text())
			.isEqualTo("checkpoints 4 and 5 cover the same 18 records, and have two roots");
	}

	@Test
	void beginningIsPrunedWithoutARecordedCut() {
		this.log.tamper("DELETE FROM audit_record WHERE seq IN (SELECT record FROM audit_leaf WHERE leaf < 6)",
				"DELETE FROM audit_leaf WHERE leaf < 6");
		assertFinding(AuditFault.PRUNED, 0L, null);
		this.log.tamper("UPDATE audit_tree SET cut = 6");
		assertThat(verify(outside()).findings()).extracting(Finding::fault).containsExactly(AuditFault.PRUNED);
	}

	@Test
	void beginningIsPrunedWithARowAndNoEntry() {
		this.log.cut();
		assertThat(verify(outside()).findings()).as("the service has cut").isEmpty();
		this.log.tamper("DELETE FROM audit_record WHERE kind = 'CUT'", "DELETE FROM audit_leaf WHERE leaf = 18",
				"UPDATE audit_tree SET size = 18, frontier = (SELECT frontier FROM audit_cut)");
		assertThat(verify(outside()).findings()).extracting(Finding::fault).contains(AuditFault.PRUNED);
	}

	@Test
	void recordedCutIsEdited() {
		this.log.cut();
		this.log.grow(3);
		assertThat(verify(outside()).findings()).isEmpty();
		this.log.tamper("UPDATE audit_cut SET cut_at = cut_at + 1");
		assertFinding(AuditFault.CUT_EDITED, 18L, null);
		this.log.tamper("UPDATE audit_cut SET cut_at = cut_at - 1, frontier = (SELECT %s)"
			.formatted((this.dialect == Dialect.SQLITE) ? "zeroblob(length(frontier))"
					: "set_byte(frontier, 0, get_byte(frontier, 0) # 1)"));
		assertFinding(AuditFault.CUT_EDITED, 18L, null);
	}

	@Test
	void keyIsUnknown() {
		this.log.forge(5, this.log.head(), SigningKey.generate());
		assertFinding(AuditFault.UNKNOWN_KEY, null, null);
	}

	@Test
	void keyIsReplaced() {
		VerifierKey first = this.log.verifierKey();
		this.log.rotate(SigningKey.generate());
		this.log.grow(3);
		assertThat(verify(this.log, outside(), first).findings()).isEmpty();
		assertThat(verify(this.log, outside(), this.log.verifierKey()).findings()).as("known is only the newest key")
			.isEmpty();
	}

	@Test
	void signatureIsBad() {
		this.log.tamper("UPDATE audit_checkpoint SET note = replace(note, 'T', 'U') WHERE number = 3");
		assertThat(verify(outside()).findings()).isNotEmpty();
		String note = this.log.notes().get(2).toString();
		String moved = note.replaceFirst("time (....)-", "time 1999-");
		this.log.tamper("UPDATE audit_checkpoint SET note = '%s' WHERE number = 3".formatted(moved));
		assertFinding(AuditFault.BAD_SIGNATURE, null, null);
	}

	@Test
	void rowOfACheckpointIsEdited() {
		this.log.tamper("UPDATE audit_checkpoint SET size = size + 1 WHERE number = 3");
		assertFinding(AuditFault.CHECKPOINT_EDITED, null, null);
		this.log.tamper("UPDATE audit_checkpoint SET size = size - 1, note = 'none' WHERE number = 3");
		assertFinding(AuditFault.CHECKPOINT_EDITED, null, null);
	}

	@Test
	void frontierIsEdited() {
		this.log.tamper("UPDATE audit_tree SET frontier = (SELECT frontier FROM audit_tree WHERE FALSE)"
			.replace("(SELECT frontier FROM audit_tree WHERE FALSE)", (this.dialect == Dialect.SQLITE)
					? "zeroblob(length(frontier))" : "set_byte(frontier, 0, get_byte(frontier, 0) # 1)"));
		assertFinding(AuditFault.TREE_EDITED, null, null);
	}

	@Test
	void sizeOfTheTreeIsEdited() {
		this.log.tamper("UPDATE audit_tree SET size = 19");
		assertFinding(AuditFault.TREE_EDITED, null, null);
		this.log.tamper("UPDATE audit_tree SET size = 16");
		assertFinding(AuditFault.TREE_EDITED, null, null);
		this.log.tamper("DELETE FROM audit_tree");
		assertFinding(AuditFault.TREE_EDITED, null, null);
	}

	@Test
	void unsealedRecordIsTooOld() {
		this.log.tamper(copyOf(8, "other", 100), "INSERT INTO audit_unsealed (record) VALUES (100)");
		assertThat(verify(outside()).findings()).isEmpty();
		this.log.clock().move(Duration.ofSeconds(61));
		assertFinding(AuditFault.UNSEALED, null, "other");
	}

	@Test
	void recordIsDeletedWhileItWaits() {
		this.log.tamper("INSERT INTO audit_unsealed (record) VALUES (99)");
		assertFinding(AuditFault.RECORD_DELETED, null, null);
	}

	@Test
	void checkpointIsMissing() {
		this.log.tamper("DELETE FROM audit_checkpoint WHERE number = 3");
		assertFinding(AuditFault.CHECKPOINT_GAP, null, null);
		assertThat(verify(outside()).findings().getFirst().text()).isEqualTo("checkpoint 3 is missing");
		this.log.tamper("DELETE FROM audit_checkpoint WHERE number < 3");
		assertThat(verify(outside()).findings().getFirst().text()).isEqualTo("checkpoints 1 to 3 are missing");
	}

	@Test
	void checkpointsOfAFileAreCompared() throws Exception {
		Path file = this.directory.resolve("checkpoints.txt");
		StringBuilder lines = new StringBuilder("2026-01-01 INFO another line of the log\n");
		for (SignedNote note : this.log.notes()) {
			lines.append("INFO checkpoint note=").append(CheckpointLine.of(note.toString())).append('\n');
		}
		Files.writeString(file, lines.append(CheckpointLine.of("torn"), 0, 3), StandardCharsets.UTF_8);
		assertThat(verify(OutsideCheckpoints.in(file)).outside()).isEqualTo(4);
		assertThat(verify(OutsideCheckpoints.in(file)).findings()).isEmpty();
		rewrite();
		assertThat(verify(OutsideCheckpoints.in(file)).findings()).first()
			.extracting(Finding::fault)
			.isEqualTo(AuditFault.REWRITTEN);
	}

	private static String copyOf(long index, String messageId, long seq) {
		return ("INSERT INTO audit_record (seq, message_seq, destination, message_id, received_at, occurred_at, kind, "
				+ "malformed, topic, type, resource, compartment, headers, body, body_sha256) "
				+ "SELECT %d, message_seq, destination, '%s', received_at, occurred_at, kind, malformed, topic, type, "
				+ "resource, compartment, headers, body, body_sha256 FROM audit_record WHERE seq = ")
			.formatted(seq, messageId) + RECORD_OF.formatted(index);
	}

	private Path directory(String name) {
		try {
			return Files.createDirectories(this.directory.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String blob() {
		return (this.dialect == Dialect.SQLITE) ? "BLOB" : "BYTEA";
	}

	private OutsideCheckpoints outside() {
		return OutsideCheckpoints.of("elsewhere", this.log.notes());
	}

	private void assertFinding(AuditFault fault, @Nullable Long index, @Nullable String messageId) {
		VerificationReport report = verify(outside());
		assertThat(report.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.fault()).as(finding.text()).isEqualTo(fault);
			assertThat(finding.index()).isEqualTo(index);
			assertThat(finding.messageId()).isEqualTo(messageId);
			assertThat(finding.more()).as("other findings").isGreaterThanOrEqualTo(0);
		});
	}

	private VerificationReport verify(OutsideCheckpoints outside) {
		return verify(this.log, outside, this.log.verifierKey());
	}

	private VerificationReport verify(SignedLog verified, OutsideCheckpoints outside, VerifierKey key) {
		VerificationReport report = new StoreVerification(verified.store()::read,
				new VerificationOptions(Set.of(key), outside, 2, () -> {
				}, (_, _) -> {
				}, verified.clock()))
			.run();
		return report;
	}

}
