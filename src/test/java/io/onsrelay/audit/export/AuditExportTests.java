package io.onsrelay.audit.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.search.AuditFilter;
import io.onsrelay.audit.verification.AuditFault;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Exports and proofs verify without the database, also by a verifier in another language,
 * and altered ones do not.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class AuditExportTests {

	private static final SigningKey KEY = SigningKey.generate();

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private SignedLog log;

	private VerifierKey key;

	@BeforeEach
	void open() {
		this.log = new SignedLog(this.directory, this.dialect, KEY);
		this.key = this.log.verifierKey();
		this.log.checkpoint();
		this.log.grow(5);
		this.log.rotate(SigningKey.generate());
		this.log.grow(5).grow(9);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void exportVerifies() throws Exception {
		Path export = export(null, null);
		VerificationReport report = ExportVerification.of(export, Set.of(this.key));
		assertThat(report.findings()).isEmpty();
		assertThat(report.to()).isEqualTo(22);
		assertThat(Objects.requireNonNull(report.checkpoint()).head().size()).isEqualTo(22);
		assertThat(python(export)).isEqualTo("0 22 records are as they were; checkpoints cover 22 of 22");
	}

	@Test
	void exportOfASpanOfTimeVerifies() throws Exception {
		Instant start = Instant.parse("2026-01-01T00:00:00Z");
		for (int from = 0; from < 20; from += 3) {
			for (int until = from + 1; until < 20; until += 4) {
				Path export = export(start.plusSeconds(from), start.plusSeconds(until));
				assertThat(ExportVerification.of(export, Set.of(this.key)).findings()).as("%d to %d", from, until)
					.isEmpty();
			}
		}
		assertThat(python(export(start.plusSeconds(3), start.plusSeconds(8)))).startsWith("0 ");
	}

	@Test
	void exportAfterACutAndAnErasureVerifies() throws Exception {
		this.log.cut();
		this.log.grow(3);
		this.log.erase(this.log.messageOf(24));
		this.log.grow(1);
		Path export = export(null, null);
		VerificationReport report = ExportVerification.of(export, Set.of(this.log.verifierKey()));
		assertThat(report.findings()).isEmpty();
		assertThat(report.from()).isEqualTo(22);
		assertThat(report.erased()).isEqualTo(1);
		this.key = this.log.verifierKey();
		assertThat(python(export)).startsWith("0 8 records are as they were");
	}

	@Test
	void alteredExportDoesNotVerify() throws Exception {
		List<String> lines = Files.readAllLines(export(null, null));
		assertAltered(altered(lines, 4, "\"body\":\"Ym", "\"body\":\"Yn"), AuditFault.BODY_EDITED, "body edited");
		assertAltered(altered(lines, 4, "\"kind\":\"PLAIN\"", "\"kind\":\"EVENT\""), AuditFault.FIELDS_EDITED,
				"headers or metadata edited");
		List<String> deleted = new ArrayList<>(lines);
		deleted.remove(4);
		assertAltered(deleted, AuditFault.LEAF_DELETED, "is missing");
		assertAltered(lines.subList(0, lines.size() - 1), AuditFault.INCOMPLETE, "not whole");
		int checkpoint = lines.size() - 2;
		assertAltered(altered(lines, checkpoint, "time 2026", "time 2025"), AuditFault.BAD_SIGNATURE, "bad signature");
		assertThat(ExportVerification.of(write(lines), Set.of(SigningKey.generate().verifierKey("other"))).findings())
			.extracting(Finding::fault)
			.contains(AuditFault.UNKNOWN_KEY);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> ExportVerification.of(write(List.of("{}")), Set.of()))
			.withMessageContaining("first line");
	}

	@Test
	void rewrittenLogIsExportedAndDoesNotVerify() throws Exception {
		this.log.tamper("UPDATE audit_record SET type = 'other' WHERE seq = 2");
		this.log.recompute();
		Path export = export(null, null);
		assertThat(ExportVerification.of(export, Set.of(this.key)).findings()).singleElement()
			.extracting(Finding::fault)
			.isEqualTo(AuditFault.REWRITTEN);
		assertThat(python(export)).isEqualTo("1 the first 6 records were rewritten");
	}

	@Test
	void proofOfEachRecordVerifies() {
		RecordProofs proofs = new RecordProofs(this.log.store()::read);
		for (int index = 0; index < 22; index++) {
			byte[] proof = proofs.prove(this.log.messageOf(index), null).getBytes(StandardCharsets.UTF_8);
			ProofVerification verified = ProofVerification.of(proof, Set.of(this.log.verifierKey()));
			assertThat(verified.findings()).isEmpty();
			assertThat(verified.index()).isEqualTo(index);
			assertThat(verified.checkpoint()).isNotNull();
		}
	}

	@Test
	void alteredProofDoesNotVerify() {
		String proof = new RecordProofs(this.log.store()::read).prove(this.log.messageOf(7), null);
		for (String change : List.of("\"index\" : 7|\"index\" : 6", "\"body\" : \"Ym|\"body\" : \"Yn",
				"\"kind\" : \"PLAIN\"|\"kind\" : \"EVENT\"", "time 2026|time 2025", "\"size\" : 22|\"size\" : 21")) {
			List<String> parts = List.of(change.split("\\|", -1));
			assertThat(proof).contains(parts.get(0));
			byte[] altered = proof.replace(parts.get(0), parts.get(1)).getBytes(StandardCharsets.UTF_8);
			assertThat(ProofVerification.of(altered, Set.of(this.log.verifierKey())).findings()).as(change)
				.isNotEmpty();
		}
		assertThat(ProofVerification.of(proof.getBytes(StandardCharsets.UTF_8), Set.of(this.key)).findings())
			.extracting(Finding::fault)
			.containsExactly(AuditFault.UNKNOWN_KEY);
	}

	@Test
	void recordWithoutAProofIsNamed() {
		RecordProofs proofs = new RecordProofs(this.log.store()::read);
		assertThatExceptionOfType(NoProofException.class).isThrownBy(() -> proofs.prove("none", null))
			.withMessage("The audit log has no record of message none");
		this.log.change();
		String last = this.log.store()
			.read((jdbc) -> jdbc.sql("SELECT message_id FROM audit_record ORDER BY seq DESC LIMIT 1")
				.query(String.class)
				.single());
		assertThatExceptionOfType(NoProofException.class).isThrownBy(() -> proofs.prove(last, null));
	}

	@Test
	void tableHasTheRecordsOfAFilter() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		AuditFilter filter = new AuditFilter(null, "slack/ops", null, null, null, null, null);
		assertThat(new AuditExport(this.log.store()::read).csv(filter, out)).isEqualTo(3);
		assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4)
			.first()
			.asString()
			.startsWith("index,destination,messageId");
	}

	private Path export(@Nullable Instant from, @Nullable Instant until) throws IOException {
		Path file = this.directory.resolve("export.ndjson");
		try (OutputStream out = Files.newOutputStream(file)) {
			new AuditExport(this.log.store()::read).json(from, until, out);
		}
		return file;
	}

	private static List<String> altered(List<String> lines, int line, String from, String to) {
		List<String> altered = new ArrayList<>(lines);
		assertThat(lines.get(line)).contains(from);
		altered.set(line, lines.get(line).replace(from, to));
		return altered;
	}

	private void assertAltered(List<String> lines, AuditFault fault, String words) throws Exception {
		Path file = write(lines);
		assertThat(ExportVerification.of(file, Set.of(this.key)).findings()).extracting(Finding::fault).contains(fault);
		assertThat(python(file)).startsWith("1 ").contains(words);
	}

	private Path write(List<String> lines) throws IOException {
		return Files.write(this.directory.resolve("altered.ndjson"), lines);
	}

	private String python(Path export) throws Exception {
		String path = System.getenv("PATH");
		assumeTrue(
				path != null && Stream.of(path.split(":")).anyMatch((each) -> Files.exists(Path.of(each, "python3"))),
				"The verifier in Python is not run: there is no python3");
		Process process = new ProcessBuilder("python3", "src/test/python/verify_export.py", export.toString(),
				this.key.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		return process.waitFor() + " " + output;
	}

}
