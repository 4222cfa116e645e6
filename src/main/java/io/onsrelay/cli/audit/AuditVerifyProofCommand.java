package io.onsrelay.cli.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.export.ProofVerification;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.cli.context.TextTable;
import io.onsrelay.cli.context.VersionProvider;

/**
 * Verifies the proof of one record, without the database.
 */
@Command(name = "verify-proof",
		description = "Verify the proof of a record. Neither the database nor the configuration is needed. The exit "
				+ "status is 0 if the record is proven, 1 if it is not, 2 if that can't be checked.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class AuditVerifyProofCommand implements Callable<Integer> {

	private static final int CANNOT_CHECK = 2;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private TrustedKeyOptions keys = new TrustedKeyOptions();

	@Parameters(paramLabel = "FILE", description = "The proof.")
	private Path file = Path.of("");

	@Override
	public Integer call() {
		try {
			Set<VerifierKey> trusted = this.keys.parse();
			if (trusted.isEmpty()) {
				throw new IllegalArgumentException(
						"Name the key that the service logs at its start: --key name+id+key");
			}
			if (!Files.isRegularFile(this.file)) {
				throw new IllegalArgumentException("There is no file %s".formatted(this.file));
			}
			return print(proof(trusted));
		}
		catch (IllegalArgumentException ex) {
			this.spec.commandLine().getErr().println(ex.getMessage());
			return CANNOT_CHECK;
		}
		catch (IOException ex) {
			this.spec.commandLine().getErr().println("%s can't be read".formatted(this.file));
			return CANNOT_CHECK;
		}
	}

	private ProofVerification proof(Set<VerifierKey> trusted) throws IOException {
		byte[] json = Files.readAllBytes(this.file);
		try {
			return ProofVerification.of(json, trusted);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s is no proof: %s".formatted(this.file, ex.getMessage()), ex);
		}
	}

	private int print(ProofVerification proof) {
		PrintWriter out = this.spec.commandLine().getOut();
		Checkpoint checkpoint = proof.checkpoint();
		boolean proven = proof.findings().isEmpty() && checkpoint != null;
		if (proven) {
			out.println("The record is proven");
		}
		else {
			out.println("The record is not proven:");
			proof.findings()
				.forEach((finding) -> out.println("  %s: %s".formatted(finding.fault().words(), finding.text())));
		}
		TextTable table = new TextTable("Record");
		table.row("message", proof.entry().messageId());
		table.row("destination", proof.entry().destination());
		table.row("kind", proof.entry().kind());
		if (proof.entry().type() != null) {
			table.row("type", proof.entry().type());
		}
		if (proof.entry().resource() != null) {
			table.row("resource", proof.entry().resource());
		}
		table.row("received", Instant.ofEpochMilli(proof.entry().receivedAt()).toString());
		table.row("body", (proof.erased() ? "erased, " : "") + "SHA-256 " + proof.entry().bodySha256());
		table.row("index", "%,d".formatted(proof.index()));
		if (checkpoint != null) {
			table.row("checkpoint",
					"%d of %s, of %s".formatted(checkpoint.number(), checkpoint.origin(), checkpoint.madeAt()));
		}
		table.print(out);
		return proven ? 0 : 1;
	}

}
