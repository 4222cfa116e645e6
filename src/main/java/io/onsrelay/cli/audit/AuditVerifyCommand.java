package io.onsrelay.cli.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.audit.export.ExportVerification;
import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.scan.StoreVerification;
import io.onsrelay.audit.scan.VerificationOptions;
import io.onsrelay.audit.verification.OutsideCheckpoints;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.store.maintenance.StoreReading;

/**
 * Verifies the audit log.
 */
@Command(name = "verify",
		description = "Verify the audit log, and say what was altered and where. The service may run meanwhile. The exit "
				+ "status is 0 if nothing was altered, 1 if something was, 2 if the log can't be checked.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class AuditVerifyCommand implements Callable<Integer> {

	/**
	 * The value of the option that stands for the configured bucket.
	 */
	private static final String BUCKET = "bucket";

	private static final int CANNOT_CHECK = 2;

	private final List<String> properties;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private TrustedKeyOptions keys = new TrustedKeyOptions();

	@Option(names = "--checkpoints", paramLabel = "FILE",
			description = "Checkpoints that were kept outside of the database: the file of relay.audit.checkpoint-file, "
					+ "lines of the service's log, or the word bucket for that of relay.audit.bucket.")
	private @Nullable String checkpoints;

	@Option(names = "--export", paramLabel = "FILE", description = "Verify this export instead of the database.")
	private @Nullable Path export;

	AuditVerifyCommand(List<String> properties) {
		this.properties = properties;
	}

	@Override
	public Integer call() {
		try {
			Set<VerifierKey> trusted = this.keys.parse();
			Path file = this.export;
			return (file != null) ? verifyExport(file, trusted) : verifyStore(trusted);
		}
		catch (IllegalArgumentException ex) {
			return failed(String.valueOf(ex.getMessage()));
		}
		catch (IOException | UncheckedIOException ex) {
			return failed("A file can't be read: %s".formatted(ex.getMessage()));
		}
		// Whatever the reason, exit status 1 would say that the log was altered
		catch (RuntimeException ex) {
			return failed("The audit log can't be checked: %s".formatted(ex.getMessage()));
		}
	}

	private int failed(String message) {
		this.spec.commandLine().getErr().println(message);
		return CANNOT_CHECK;
	}

	private int verifyExport(Path file, Set<VerifierKey> trusted) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new IllegalArgumentException("There is no file %s".formatted(file));
		}
		try {
			VerificationReport report = ExportVerification.of(file, trusted);
			return AuditReport.ofExport(report, file).print(this.spec.commandLine().getOut());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s is no export of the audit log: %s".formatted(file, ex.getMessage()),
					ex);
		}
	}

	private int verifyStore(Set<VerifierKey> trusted) throws IOException {
		try (CommandContext context = CommandContext.open(this.properties).resolved();
				StoreReading store = AuditCommand.store(context)) {
			AuditProgress progress = new AuditProgress(this.spec.commandLine().getErr());
			VerificationReport report = new StoreVerification(store::read, new VerificationOptions(trusted,
					outside(context), Runtime.getRuntime().availableProcessors(), () -> {
					}, progress, context.clock()))
				.run();
			if (store.isTaken()) {
				return failed("The service has started meanwhile: run this again");
			}
			return AuditReport.ofDatabase(report).print(this.spec.commandLine().getOut());
		}
	}

	private OutsideCheckpoints outside(CommandContext context) throws IOException {
		String value = this.checkpoints;
		if (value == null) {
			return OutsideCheckpoints.none();
		}
		if (value.equals(BUCKET)) {
			return bucket(context);
		}
		Path file = Path.of(value);
		if (!Files.isRegularFile(file)) {
			throw new IllegalArgumentException("There is no file %s".formatted(file));
		}
		OutsideCheckpoints read = OutsideCheckpoints.in(file);
		if (read.isEmpty()) {
			throw new IllegalArgumentException("%s has no checkpoints".formatted(file));
		}
		return read;
	}

	private static OutsideCheckpoints bucket(CommandContext context) throws IOException {
		List<SignedNote> notes = new ArrayList<>();
		List<String> others = new ArrayList<>();
		context.checkpointBucket().readAll((name, note) -> {
			try {
				notes.add(SignedNote.parse(note));
			}
			catch (MalformedNoteException ex) {
				others.add(name);
			}
		});
		if (!others.isEmpty()) {
			throw new IllegalArgumentException(
					"The object %s of the bucket is no checkpoint%s".formatted(others.getFirst(),
							(others.size() > 1) ? ", and neither are %d others".formatted(others.size() - 1) : ""));
		}
		if (notes.isEmpty()) {
			throw new IllegalArgumentException("The bucket has no checkpoints");
		}
		return OutsideCheckpoints.of("the bucket", notes);
	}

}
