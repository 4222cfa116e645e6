package io.onsrelay.audit.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.AuditEntry;
import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.InclusionProof;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.audit.verification.NoteCheck;
import io.onsrelay.audit.verification.RecordCheck;

/**
 * What the proof of a record says, verified without the database.
 *
 * @param index the index of the record
 * @param entry the record
 * @param erased whether the proof has no body, or one of no bytes
 * @param checkpoint the checkpoint; {@code null} if it does not verify
 * @param findings what is wrong; empty if the record was in the log at the checkpoint
 */
public record ProofVerification(long index, AuditEntry entry, boolean erased, @Nullable Checkpoint checkpoint,
		List<Finding> findings) {

	/**
	 * Verifies a proof.
	 * @param json what {@link RecordProofs} has made
	 * @param keys the keys that are trusted
	 * @return what it says
	 * @throws IllegalArgumentException if it is no proof, with a sentence for the user
	 */
	public static ProofVerification of(byte[] json, Set<VerifierKey> keys) {
		try {
			JsonNode proof = new JsonMapper().readTree(json);
			if (!proof.path("proof").asText().equals(RecordProofs.NAME)
					|| proof.path("version").asInt() != RecordProofs.VERSION) {
				throw new IllegalArgumentException("it does not begin as one of this version");
			}
			return verify(proof, keys);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("it is no JSON", ex);
		}
	}

	private static ProofVerification verify(JsonNode proof, Set<VerifierKey> keys) {
		TreeHasher hasher = new TreeHasher();
		AuditFindings findings = new AuditFindings();
		RecordLine line = RecordLine.of(proof.path("record"));
		List<TreeHash> path = new ArrayList<>();
		proof.path("path").forEach((hash) -> path.add(TreeHash.ofBase64(hash.asText())));
		InclusionProof inclusion = new InclusionProof(line.index(), RecordLine.number(proof, "size"), path);
		RecordCheck.RecordResult result = new RecordCheck(hasher).check(line.entry(), line.body(), line.leaf());
		boolean erased = result.verdict() == RecordCheck.Verdict.ERASED
				|| (result.verdict() == RecordCheck.Verdict.BODY_GONE && line.leaf().equals(result.leaf()));
		if (result.verdict() == RecordCheck.Verdict.BODY) {
			findings.record(AuditFault.BODY_EDITED, line.index(), line.entry().messageId(),
					"the body is not the one that was received");
		}
		else if (result.verdict() != RecordCheck.Verdict.FINE && !erased) {
			findings.record(AuditFault.FIELDS_EDITED, line.index(), line.entry().messageId(),
					"headers or metadata are not those that were received");
		}
		NoteCheck notes = new NoteCheck(keys, findings);
		Checkpoint checkpoint = notes.check(0, "the checkpoint", RecordLine.required(proof, "checkpoint")).orElse(null);
		if (checkpoint != null && !fits(inclusion, line.leaf(), checkpoint, hasher)) {
			findings.record(AuditFault.REWRITTEN, line.index(), line.entry().messageId(),
					"the record was not in the log at checkpoint %d".formatted(checkpoint.number()));
		}
		return new ProofVerification(line.index(), line.entry(), erased, checkpoint, findings.list());
	}

	private static boolean fits(InclusionProof proof, TreeHash leaf, Checkpoint checkpoint, TreeHasher hasher) {
		try {
			return proof.size() == checkpoint.head().size()
					&& proof.root(leaf, hasher).equals(checkpoint.head().root());
		}
		catch (IllegalArgumentException | MalformedNoteException ex) {
			return false;
		}
	}

}
