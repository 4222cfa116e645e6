package io.onsrelay.audit.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.scan.CheckpointFeed.Signed;
import io.onsrelay.audit.tree.Frontier;
import io.onsrelay.audit.tree.TreeHasher;
import io.onsrelay.audit.tree.TreeHead;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.AuditFindings;
import io.onsrelay.audit.verification.LogSource;
import io.onsrelay.audit.verification.NoteCheck;
import io.onsrelay.audit.verification.OwnEntries;
import io.onsrelay.audit.verification.VerificationReport;

/**
 * Verifies the log in a database, which the service may use meanwhile: every record
 * against its leaf, all leaves against the tree and the checkpoints, and these against
 * those that were kept outside.
 */
public final class StoreVerification {

	private static final int ATTEMPTS = 3;

	private final LogSource source;

	private final VerificationOptions options;

	private final List<OwnEntries.Cut> cuts = new ArrayList<>();

	private AuditFindings findings = new AuditFindings();

	private long erased;

	/**
	 * Creates a verification.
	 * @param source the database
	 * @param options how it is verified
	 */
	public StoreVerification(LogSource source, VerificationOptions options) {
		this.source = source;
		this.options = options;
	}

	/**
	 * Verifies the log. Memory does not grow with the log.
	 * @return what was found
	 * @throws java.io.UncheckedIOException if checkpoints from outside can't be read
	 * @throws RuntimeException if the database can't be read
	 */
	public VerificationReport run() {
		VerificationReport report = runOnce();
		for (int i = 1; i < ATTEMPTS && !report.isFine() && wasCut(report); i++) {
			report = runOnce();
		}
		return report;
	}

	/**
	 * Return whether the service has cut the log meanwhile: records that were to be read
	 * may be gone.
	 */
	private boolean wasCut(VerificationReport report) {
		LogState now = this.source.read(LogState::read);
		return now.cut() > report.from() && now.cutFrontier() != null;
	}

	private VerificationReport runOnce() {
		this.findings = new AuditFindings();
		this.cuts.clear();
		this.erased = 0;
		NoteCheck notes = new NoteCheck(this.options.keys(), this.findings);
		long expected = learn(notes);
		LogState state = this.source.read(LogState::read);
		CheckpointFeed table = new CheckpointFeed(this.source, notes, this.findings, this.options.pause(),
				state.lastCheckpoint());
		table.learn();
		try (OutsideFeed outside = new OutsideFeed(this.options.outside(), expected, notes, table, this.findings,
				state)) {
			TreeFold fold = begin(state);
			read(state, fold, new Points(table, outside));
			fold.finish(state);
			rest(state, table, outside);
			checkCut(state, table, fold);
			RecordScan records = new RecordScan(this.source, this.findings, this.options.pause());
			records.findInserted(state.lastRecord());
			long unsealed = records.findUnsealed(this.options.clock().instant());
			Checkpoint newest = fold.matched().orElse(null);
			return new VerificationReport(Math.max(0, state.cut()), state.size(), newest, table.count(),
					outside.count(), notes.isTrusting(), notes.signers(), this.erased, unsealed, this.findings.list());
		}
	}

	/**
	 * Reads the checkpoints from outside once, before the state of the log: what comes
	 * later is not compared.
	 * @return how many there are
	 */
	private long learn(NoteCheck notes) {
		try (Stream<SignedNote> outside = this.options.outside().open()) {
			List<SignedNote> rotations = new ArrayList<>();
			long count = outside
				.peek((note) -> CheckpointFeed.checkpoint(note)
					.flatMap(Checkpoint::rotation)
					.ifPresent((_) -> rotations.add(note)))
				.mapToLong((_) -> 1)
				.sum();
			notes.learn(rotations);
			return count;
		}
	}

	private TreeFold begin(LogState state) {
		TreeHasher hasher = new TreeHasher();
		Long first = state.firstLeaf();
		if (first != null && first < 0) {
			this.findings.record(AuditFault.RECORD_INSERTED, first, null,
					"there is a leaf with the index %d".formatted(first));
			first = 0L;
		}
		Optional<Frontier> cut = recordedCut(state, hasher);
		long start = cut.map(Frontier::size).orElse(0L);
		if (first != null && first > start) {
			this.findings.records(AuditFault.PRUNED, start, null,
					"the records before index %d are missing, and no cut there is recorded".formatted(first),
					first - start);
			start = first;
			cut = Optional.empty();
		}
		return new TreeFold(this.findings, cut.orElseGet(() -> new Frontier(hasher)), start);
	}

	/**
	 * Return the subtrees before the cut that the tree names.
	 */
	private Optional<Frontier> recordedCut(LogState state, TreeHasher hasher) {
		byte[] frontier = state.cutFrontier();
		if (state.cut() == 0 && frontier == null) {
			return Optional.empty();
		}
		if (frontier == null || state.cut() < 0) {
			this.findings.record(AuditFault.PRUNED, Math.max(0, state.cut()), null,
					"the tree says that records before index %d were cut, and no such cut is recorded"
						.formatted(state.cut()));
			return Optional.empty();
		}
		try {
			return Optional.of(Frontier.of(hasher, state.cut(), frontier));
		}
		catch (IllegalArgumentException ex) {
			this.findings.record(AuditFault.CUT_EDITED, state.cut(), null,
					"the recorded cut before index %d is none: %s".formatted(state.cut(), ex.getMessage()));
			return Optional.empty();
		}
	}

	private void read(LogState state, TreeFold fold, Points points) {
		for (Signed signed : points.upTo(fold.start())) {
			fold.before(signed);
		}
		if (this.options.threads() == 1) {
			read(state, fold, points, Runnable::run);
			return;
		}
		try (ExecutorService threads = Executors.newFixedThreadPool(this.options.threads(),
				Thread.ofPlatform().daemon().name("audit-verify-", 0).factory())) {
			try {
				read(state, fold, points, threads);
			}
			finally {
				threads.shutdownNow();
			}
		}
	}

	private void read(LogState state, TreeFold fold, Points points, Executor executor) {
		List<Long> keep = List.of(state.size(), state.end());
		int ahead = (this.options.threads() == 1) ? 1 : 2 * this.options.threads();
		long total = Math.max(0, state.end() - fold.start());
		long next = fold.start();
		Deque<PendingChunk> pending = new ArrayDeque<>();
		while (next < state.end() || !pending.isEmpty()) {
			while (pending.size() < ahead && next < state.end()) {
				PendingChunk task = submit(next, state.end(), fold, points, keep, executor);
				pending.add(task);
				next = task.to();
			}
			PendingChunk first = pending.remove();
			ChunkCheck.ChunkResult result = await(first.result());
			this.cuts.addAll(result.cuts());
			this.erased += result.erased();
			fold.add(result, first.to(), first.signed(), keep);
			this.options.progress().verified(first.to() - fold.start(), total);
			if (result.rows() == 0) {
				long leaf = nextLeaf(first.to(), state.end());
				if (leaf - first.to() > ChunkCheck.LEAVES) {
					pending.clear();
					next = leaf;
				}
			}
		}
	}

	private PendingChunk submit(long from, long end, TreeFold fold, Points points, List<Long> keep, Executor executor) {
		long to = Math.min(end, (from / ChunkCheck.LEAVES + 1) * ChunkCheck.LEAVES);
		List<Signed> signed = points.upTo(to);
		NavigableSet<Long> sizes = new TreeSet<>(keep);
		signed.forEach((one) -> sizes.add(one.head().size()));
		ChunkCheck check = new ChunkCheck(this.source, this.findings, this.options.pause(),
				(from == fold.start()) ? fold.low() : ChunkCheck.ChunkPart.NONE, from, to, sizes);
		return new PendingChunk(to, signed, CompletableFuture.supplyAsync(check::run, executor));
	}

	private long nextLeaf(long from, long end) {
		return this.source
			.read((jdbc) -> jdbc.sql("SELECT coalesce(min(leaf), ?) FROM audit_leaf WHERE leaf >= ? AND leaf < ?")
				.param(end)
				.param(from)
				.param(end)
				.query(Long.class)
				.single());
	}

	private static ChunkCheck.ChunkResult await(CompletableFuture<ChunkCheck.ChunkResult> result) {
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * Looks at the checkpoints that cover more than there is.
	 */
	private void rest(LogState state, CheckpointFeed table, OutsideFeed outside) {
		for (Signed signed = table.next(Long.MAX_VALUE); signed != null; signed = table.next(Long.MAX_VALUE)) {
			if (signed.head().size() > state.end()) {
				this.findings.record(AuditFault.TAIL_CUT, state.end(), null,
						"%s, of %s, covers %,d records, and the log ends at %,d".formatted(signed.words(),
								signed.checkpoint().madeAt(), signed.head().size(), state.end()));
			}
		}
		for (Signed signed = outside.next(Long.MAX_VALUE); signed != null; signed = outside.next(Long.MAX_VALUE)) {
			if (signed.checkpoint().number() <= state.lastCheckpoint()) {
				this.findings.record(AuditFault.TAIL_CUT, state.end(), null,
						"%s, of %s, covers %,d records, and the log ends at %,d".formatted(signed.words(),
								signed.checkpoint().madeAt(), signed.head().size(), state.end()));
			}
		}
	}

	private void checkCut(LogState state, CheckpointFeed table, TreeFold fold) {
		Optional<OwnEntries.Cut> entry = this.cuts.stream()
			.filter((cut) -> cut.head().size() == state.cut())
			.findFirst();
		long firstNumber = entry.map(OwnEntries.Cut::checkpoint).orElse(1L);
		Long first = table.first();
		if (first != null && first > firstNumber) {
			this.findings.other(AuditFault.CHECKPOINT_GAP, firstNumber, CheckpointFeed.missing(firstNumber, first - 1));
		}
		byte[] frontier = state.cutFrontier();
		if (state.cut() <= 0 || frontier == null) {
			return;
		}
		if (entry.isEmpty()) {
			this.findings.record(AuditFault.PRUNED, state.cut(), null,
					"the log was cut before index %d, and no entry of the log says so".formatted(state.cut()));
			return;
		}
		if (fold.isBroken()) {
			return;
		}
		TreeHead head = Frontier.of(new TreeHasher(), state.cut(), frontier).head();
		if (!entry.get().head().equals(head) || entry.get().at() != state.cutAt()) {
			this.findings.record(AuditFault.CUT_EDITED, state.cut(), null,
					"the recorded cut before index %d is not what the entry of the log says".formatted(state.cut()));
		}
		else if (!fold.isStartSigned()) {
			this.findings.record(AuditFault.CUT_EDITED, state.cut(), null,
					"no checkpoint that verifies is at the recorded cut before index %d".formatted(state.cut()));
		}
	}

	/**
	 * A part that is being read.
	 *
	 * @param to the index behind it
	 * @param signed what is signed of sizes within it
	 * @param result what it has, when it is read
	 */
	private record PendingChunk(long to, List<Signed> signed, CompletableFuture<ChunkCheck.ChunkResult> result) {
	}

	/**
	 * What is signed, in the table and outside, in the order of the sizes.
	 */
	private record Points(CheckpointFeed table, OutsideFeed outside) {

		List<Signed> upTo(long size) {
			List<Signed> points = new ArrayList<>();
			for (@Nullable
			Signed signed = this.table.next(size); signed != null; signed = this.table.next(size)) {
				points.add(signed);
			}
			int inside = points.size();
			for (@Nullable
			Signed signed = this.outside.next(size); signed != null; signed = this.outside.next(size)) {
				if (inside == points.size() || !points.getLast().head().equals(signed.head())) {
					points.add(signed);
				}
			}
			points.sort((left, right) -> Long.compare(left.head().size(), right.head().size()));
			return points;
		}

	}

}
