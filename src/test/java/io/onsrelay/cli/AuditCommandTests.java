package io.onsrelay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.audit.SignedLog;
import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.note.SignedNote;
import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.standin.OciUser;
import io.onsrelay.store.Dialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands of the audit log.
 */
class AuditCommandTests {

	/**
	 * Object Storage.
	 */
	@RegisterExtension
	static final WireMockExtension SERVER = WireMockExtension.newInstance().build();

	private static final String OBJECTS = "/n/tenancy/b/audit/o";

	@RegisterExtension
	private final CommandRunner commands = new CommandRunner();

	@TempDir
	private Path directory;

	private final SigningKey signingKey = SigningKey.generate();

	private String key;

	private String message;

	private Path checkpoints;

	private List<String> notes;

	@BeforeEach
	void open() throws Exception {
		try (SignedLog log = new SignedLog(this.directory, Dialect.SQLITE, this.signingKey)) {
			log.grow(5).grow(7);
			this.key = log.verifierKey().toString();
			this.message = log.messageOf(4);
			this.notes = log.notes().stream().map(SignedNote::toString).toList();
			this.checkpoints = Files.writeString(this.directory.resolve("checkpoints.txt"),
					log.notes()
						.stream()
						.map((note) -> CheckpointLine.of(note.toString()) + "\n")
						.collect(Collectors.joining()),
					StandardCharsets.UTF_8);
		}
	}

	@Test
	void logIsVerified() {
		assertThat(run("audit", "verify", "--key", this.key, "--checkpoints", this.checkpoints.toString(), url()))
			.startsWith("0 Nothing was altered in the audit log: 14 records, from index 0 to 13")
			.doesNotContain("!");
		assertThat(run("audit", "verify", url())).startsWith("0 Nothing was altered")
			.contains("No signature was verified")
			.contains("it is not excluded that everything was rewritten");
	}

	@Test
	void alteredLogHasExitStatus1() throws Exception {
		try (SignedLog log = new SignedLog(this.directory, Dialect.SQLITE, SigningKey.generate())) {
			log.tamper("UPDATE audit_record SET topic = 'other' WHERE message_id = '%s'".formatted(this.message));
		}
		assertThat(run("audit", "verify", "--key", this.key, url())).startsWith("1 The audit log was altered:")
			.contains("headers or metadata edited: record 4")
			.contains("message " + this.message);
	}

	@Test
	void logIsVerifiedAgainstTheBucket(@TempDir Path other) {
		inBucket(this.notes);
		assertThat(verifyWithBucket()).startsWith("0 Nothing was altered in the audit log: 14 records")
			.contains("from outside  2")
			.doesNotContain("!");
		List<String> others;
		try (SignedLog forged = new SignedLog(other, Dialect.SQLITE, this.signingKey)) {
			others = forged.grow(6).grow(6).notes().stream().map(SignedNote::toString).toList();
		}
		inBucket(List.of(this.notes.getFirst(), others.getLast()));
		assertThat(verifyWithBucket()).startsWith("1 The audit log was altered:")
			.contains("two checkpoints contradict one another");
	}

	@Test
	void bucketThatCanNotBeReadHasExitStatus2() {
		inBucket(List.of());
		assertThat(verifyWithBucket()).startsWith("2 The bucket has no checkpoints");
		inBucket(List.of("something else"));
		assertThat(verifyWithBucket())
			.startsWith("2 The object relay/checkpoint-000000000001 of the bucket is no checkpoint");
		SERVER.stubFor(WireMock.get(WireMock.urlPathEqualTo(OBJECTS))
			.willReturn(WireMock.jsonResponse("{\"code\": \"BucketNotFound\", \"message\": \"no\"}", 404)));
		assertThat(verifyWithBucket()).startsWith("2 ").contains("HTTP 404 BucketNotFound", "OBJECT_INSPECT");
		assertThat(run("audit", "verify", "--checkpoints", "bucket", url())).startsWith("2 ")
			.contains("relay.audit.bucket");
	}

	private static void inBucket(List<String> notes) {
		List<String> objects = new ArrayList<>();
		for (int i = 0; i < notes.size(); i++) {
			String name = "relay/checkpoint-%012d".formatted(i + 1);
			objects.add("{\"name\": \"%s\"}".formatted(name));
			SERVER.stubFor(WireMock.get(WireMock.urlPathMatching(OBJECTS + "/" + name.replace("/", "(/|%2F)")))
				.willReturn(WireMock.ok(notes.get(i)).withHeader("Content-Type", "text/plain; charset=utf-8")));
		}
		SERVER.stubFor(WireMock.get(WireMock.urlPathEqualTo(OBJECTS))
			.willReturn(WireMock.okJson("{\"objects\": [%s]}".formatted(String.join(", ", objects)))));
	}

	private String verifyWithBucket() {
		return run("audit", "verify", "--key", this.key, "--checkpoints", "bucket", url(),
				"--relay.audit.bucket.namespace=tenancy", "--relay.audit.bucket.name=audit",
				"--relay.audit.bucket.prefix=relay/", "--relay.audit.bucket.endpoint=" + SERVER.baseUrl(),
				"--relay.oci.auth=config-file", "--relay.oci.profile=" + OciUser.PROFILE,
				"--relay.oci.config-file=" + new OciUser().write(this.directory));
	}

	@Test
	void whatCanNotBeCheckedHasExitStatus2() {
		assertThat(run("audit", "verify", "--key", "none", url())).startsWith("2 --key is not a key");
		assertThat(run("audit", "verify", "--checkpoints", "/none", url())).startsWith("2 There is no file /none");
		assertThat(run("audit", "verify", "--export", this.checkpoints.toString()))
			.startsWith("2 %s is no export of the audit log".formatted(this.checkpoints));
		assertThat(run("audit", "verify", "--spring.datasource.url=jdbc:sqlite:" + this.directory + "/none.db"))
			.startsWith("2 The audit log can't be checked: There is no store");
	}

	@Test
	void recordIsProven() {
		Path proof = this.directory.resolve("proof.json");
		assertThat(run("audit", "prove", this.message, "--out", proof.toString(), url())).startsWith("0 ");
		assertThat(run("audit", "verify-proof", proof.toString(), "--key", this.key))
			.startsWith("0 The record is proven")
			.contains(this.message);
		assertThat(run("audit", "verify-proof", proof.toString())).startsWith("2 Name the key");
		assertThat(run("audit", "prove", "none", url())).startsWith("1 The audit log has no record of message none");
	}

	@Test
	void exportIsVerified() {
		Path export = this.directory.resolve("export.ndjson");
		assertThat(run("audit", "export", "--out", export.toString(), url())).startsWith("0 ").contains("14 records");
		assertThat(run("audit", "verify", "--export", export.toString(), "--key", this.key))
			.startsWith("0 Nothing was altered in " + export);
		assertThat(run("audit", "export", "--out", export.toString(), url())).startsWith("1 ")
			.contains("exists: name another file");
	}

	private String url() {
		return "--spring.datasource.url=jdbc:sqlite:" + this.directory.resolve("relay.db");
	}

	private static String run(String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		int status = Commands.run(CommandRunner.NO_SERVICE, new PrintWriter(out, true), new PrintWriter(err, true),
				args);
		return "%d %s%s".formatted(status, out, err);
	}

}
