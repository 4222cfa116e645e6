package io.onsrelay.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.onsrelay.TestClock;
import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.checkpoint.Checkpoint.KeyRotation;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.event.MessageId;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

/**
 * A log with signed checkpoints, for tests of other packages. Two logs that are made in
 * the same way have the same records.
 */
public final class SignedLog implements AutoCloseable {

	public static final String ORIGIN = "test.example/log";

	private final AuditedStore audited;

	private final List<SignedNote> notes = new ArrayList<>();

	private SigningKey key;

	public SignedLog(Path directory, Dialect dialect, SigningKey key) {
		this.audited = new AuditedStore(directory, dialect);
		this.key = key;
	}

	/**
	 * Adds messages, one a second, and an operator's change, and signs a checkpoint.
	 */
	public SignedLog grow(int messages) {
		for (int i = 0; i < messages; i++) {
			this.audited.clock.move(Duration.ofSeconds(1));
			this.audited.accept(1);
		}
		change();
		checkpoint();
		return this;
	}

	public void accept(int messages) {
		this.audited.accept(messages);
	}

	public void change() {
		OperatorChanges changes = new OperatorChanges(this.audited.log, this.audited.ids::next, this.audited.clock);
		this.audited.store.write((jdbc) -> {
			changes.append(jdbc, new OperatorChange("ann", "destination.paused", "slack/ops", Map.of("paused", false),
					Map.of("paused", true), "too loud"));
			return 0;
		});
	}

	/**
	 * Seals what waits, and signs a checkpoint.
	 */
	public Checkpoint checkpoint() {
		return checkpoint(Optional.empty(), List.of(Map.entry(ORIGIN, this.key)));
	}

	/**
	 * Signs with another key from now on, for which the present one vouches.
	 */
	public void rotate(SigningKey next) {
		KeyRotation rotation = new KeyRotation(verifierKey(), next.verifierKey(ORIGIN));
		checkpoint(Optional.of(rotation), List.of(Map.entry(ORIGIN, this.key), Map.entry(ORIGIN, next)));
		this.key = next;
	}

	private Checkpoint checkpoint(Optional<KeyRotation> rotation, List<Map.Entry<String, SigningKey>> signers) {
		this.audited.seal();
		Checkpoint checkpoint = new Checkpoint(ORIGIN, this.audited.head(), this.notes.size() + 1L, now(), rotation);
		SignedNote note = SignedNote.sign(checkpoint.text(), signers);
		this.notes.add(note);
		insert(checkpoint, note);
		return checkpoint;
	}

	/**
	 * Signs a checkpoint of any tree, and puts it into the table.
	 */
	public SignedNote forge(long number, TreeHead head, SigningKey signer) {
		Checkpoint checkpoint = new Checkpoint(ORIGIN, head, number, now(), Optional.empty());
		SignedNote note = SignedNote.sign(checkpoint.text(), List.of(Map.entry(ORIGIN, signer)));
		insert(checkpoint, note);
		return note;
	}

	private void insert(Checkpoint checkpoint, SignedNote note) {
		this.audited.store.write((
				jdbc) -> jdbc.sql("DELETE FROM audit_checkpoint WHERE number = ?").param(checkpoint.number()).update());
		this.audited.store.write((jdbc) -> jdbc
			.sql("INSERT INTO audit_checkpoint (number, size, root, made_at, note) VALUES (?, ?, ?, ?, ?)")
			.params(checkpoint.number(), checkpoint.head().size(), checkpoint.head().root().bytes(),
					checkpoint.madeAt().toEpochMilli(), note.toString())
			.update());
	}

	/**
	 * Cuts the log at the newest checkpoint, and deletes what is before.
	 */
	public void cut() {
		AuditCut cut = new AuditCut(this.audited.store, this.audited.ids::next, this.audited.clock);
		cut.cut(cut.find(now().plusSeconds(1).toEpochMilli()).orElseThrow());
		while (cut.deleteNext(100) > 0) {
			this.audited.seal();
		}
	}

	/**
	 * Erases the body of a message.
	 */
	public void erase(String messageId) {
		AuditErasure erasure = new AuditErasure(this.audited.log, this.audited.store, List.of(), this.audited.ids::next,
				this.audited.clock);
		erasure.erase(MessageId.of(messageId), "ann", "private");
		this.audited.seal();
	}

	/**
	 * Runs statements behind the service's back: triggers do not fire.
	 */
	public void tamper(String... statements) {
		this.audited.store.write((jdbc) -> {
			if (this.audited.store.isShared()) {
				jdbc.sql("SET LOCAL session_replication_role = replica").update();
			}
			else {
				jdbc.sql("DROP TRIGGER IF EXISTS audit_record_no_update").update();
				jdbc.sql("DROP TRIGGER IF EXISTS audit_record_no_delete").update();
			}
			for (String statement : statements) {
				jdbc.sql(statement).update();
			}
			return 0;
		});
	}

	/**
	 * Makes all leaves, and the row of the tree, fit the records as they are now.
	 */
	public void recompute() {
		tamper("DELETE FROM audit_leaf", "DELETE FROM audit_tree", "DELETE FROM audit_unsealed",
				"INSERT INTO audit_unsealed (record) SELECT seq FROM audit_record");
		this.audited.seal();
	}

	public List<SignedNote> notes() {
		return List.copyOf(this.notes);
	}

	public VerifierKey verifierKey() {
		return this.key.verifierKey(ORIGIN);
	}

	public TreeHead head() {
		return this.audited.head();
	}

	public Instant now() {
		return this.audited.now();
	}

	public TestClock clock() {
		return this.audited.clock;
	}

	public TestStore store() {
		return this.audited.store;
	}

	/**
	 * Return the id of the message of a leaf.
	 */
	public String messageOf(long index) {
		return this.audited.store.read(
				(jdbc) -> jdbc.sql("SELECT message_id FROM audit_record JOIN audit_leaf ON record = seq WHERE leaf = ?")
					.param(index)
					.query(String.class)
					.single());
	}

	@Override
	public void close() {
		this.audited.close();
	}

}
