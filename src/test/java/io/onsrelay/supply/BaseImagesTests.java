package io.onsrelay.supply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The base images: named in one place, pinned by a script, and refused for a release
 * without a digest. A fake registry and a fake builder stand before the real ones on the
 * path.
 */
class BaseImagesTests {

	private static final Pattern FROM = Pattern.compile("^(?:FROM|COPY --from=)\\s*(\\S+)(?:\\s+AS\\s+(\\S+))?.*$");

	private static final String MANIFEST = "{\"manifests\": []}\n";

	private static final String PINNED = "@sha256:" + "0123456789abcdef".repeat(4);

	@TempDir
	private Path project;

	private Path tools;

	@BeforeEach
	void copyOfTheProject() throws Exception {
		this.tools = Files.createDirectory(this.project.resolve("tools"));
		Files.createDirectory(this.project.resolve("deploy"));
		for (String file : List.of("Dockerfile", "pom.xml", "deploy/pin-base-images", "deploy/build-image")) {
			Files.copy(Path.of(file), this.project.resolve(file));
		}
		Files.writeString(this.project.resolve(".gitignore"), "/tools\n/asked\n");
		tool("skopeo", "printf '%s' \"$MANIFEST\"; echo \"$*\" >>asked");
		tool("docker", "printf '%s\\n' \"$@\"");
	}

	@Test
	void everyStageStartsFromBothArgumentsOrAnotherStage() throws IOException {
		List<String> known = new ArrayList<>(List.of("${BUILD_IMAGE}", "${RUNTIME_IMAGE}", "${JAR}", "scratch"));
		for (String line : Files.readAllLines(Path.of("Dockerfile"))) {
			Matcher from = FROM.matcher(line);
			if (from.matches()) {
				assertThat(known).as(line).contains(from.group(1));
				if (from.group(2) != null) {
					known.add(from.group(2));
				}
			}
		}
		assertThat(known).contains("build", "prebuilt", "training");
		assertThat(bases()).containsOnlyKeys("BUILD_IMAGE", "RUNTIME_IMAGE");
	}

	@Test
	void noFrontendIsFetchedBesideTheBases() throws IOException {
		assertThat(Files.readString(Path.of("Dockerfile"))).doesNotContainPattern("(?m)^#\\s*syntax\\s*=");
	}

	@Test
	void digestsAreWrittenBesideTheTags() throws Exception {
		Map<String, String> before = bases();
		assertThat(run("deploy/pin-base-images").status()).isZero();
		String digest = "@sha256:" + HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(MANIFEST.getBytes(StandardCharsets.UTF_8)));
		assertThat(bases()).allSatisfy((name, reference) -> assertThat(reference)
			.isEqualTo(String.valueOf(before.get(name)).replaceFirst("@.*", "") + digest));
		assertThat(Files.readAllLines(this.project.resolve("asked")))
			.allMatch((asked) -> asked.matches("inspect --raw docker://[^@]+:[^@]+"));
		assertThat(run("deploy/pin-base-images", "--check").status()).as("they are current").isZero();
	}

	@Test
	void checkFailsAndWritesNothingWhenTheTagHasMovedOn() throws Exception {
		pin();
		Map<String, String> before = bases();
		Run check = run("deploy/pin-base-images", "--check");
		assertThat(check.status()).isEqualTo(1);
		assertThat(check.output()).contains("RUNTIME_IMAGE was", PINNED);
		assertThat(bases()).isEqualTo(before);
	}

	@Test
	void nothingIsWrittenWhenTheRegistryFails() throws Exception {
		Map<String, String> before = bases();
		tool("skopeo", "exit 1");
		Run pin = run("deploy/pin-base-images");
		assertThat(pin.status()).isEqualTo(1);
		assertThat(pin.output()).contains("the registry did not say");
		assertThat(bases()).isEqualTo(before);
	}

	@Test
	void releaseIsRefusedWhenBaseHasNoDigest() throws Exception {
		Files.writeString(dockerfile(),
				Files.readString(dockerfile()).replaceAll("(?m)^(ARG [A-Z]+_IMAGE=[^@\n]+)@.*$", "$1"));
		commit();
		Run release = run("deploy/build-image", "ons-relay:1");
		assertThat(release.status()).isEqualTo(1);
		assertThat(release.output()).contains("BUILD_IMAGE is", "names no digest", "Run deploy/pin-base-images")
			.doesNotContain("--build-arg");
	}

	@Test
	void releaseIsRefusedWhenChangesAreNotCommitted() throws Exception {
		pin();
		commit();
		Files.writeString(this.project.resolve("new"), "");
		assertThat(run("deploy/build-image", "ons-relay:1").output()).contains("changes that are not committed")
			.doesNotContain("--build-arg");
	}

	@Test
	void releaseIsBuiltOnTheDigestsOfTheDockerfile() throws Exception {
		pin();
		commit();
		Run release = run("deploy/build-image", "ons-relay:1");
		assertThat(release.status()).isZero();
		assertThat(release.output().lines())
			.startsWith("build", "--build-arg", "BUILD_IMAGE=" + bases().get("BUILD_IMAGE"))
			.contains("RUNTIME_IMAGE=" + bases().get("RUNTIME_IMAGE"))
			.anyMatch((line) -> line.matches("VERSION=[0-9.]+(-SNAPSHOT)?"))
			.anyMatch((line) -> line.matches("REVISION=[0-9a-f]{40}"))
			.anyMatch((line) -> line.matches("CREATED=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
			.endsWith("--tag", "ons-relay:1", ".");
	}

	private Path dockerfile() {
		return this.project.resolve("Dockerfile");
	}

	private Map<String, String> bases() throws IOException {
		return Pattern.compile("(?m)^ARG ([A-Z]+_IMAGE)=(.+)$")
			.matcher(Files.readString(dockerfile()))
			.results()
			.collect(Collectors.toMap((match) -> match.group(1), (match) -> match.group(2)));
	}

	private void pin() throws IOException {
		Files.writeString(dockerfile(),
				Files.readString(dockerfile()).replaceAll("(?m)^(ARG [A-Z]+_IMAGE=[^@\n]+).*$", "$1" + PINNED));
	}

	private void commit() throws Exception {
		run("git", "init", "--quiet");
		run("git", "add", "--all");
		assertThat(run("git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false",
				"commit", "--quiet", "--message=test")
			.status()).isZero();
	}

	private void tool(String name, String script) throws IOException {
		Path tool = Files.writeString(this.tools.resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Run run(String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.project.toFile()).redirectErrorStream(true);
		builder.environment().put("PATH", this.tools + ":" + System.getenv("PATH"));
		builder.environment().put("MANIFEST", MANIFEST);
		List.of("BUILD_IMAGE", "RUNTIME_IMAGE", "CONTAINER_TOOL").forEach(builder.environment()::remove);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Run(process.waitFor(), output);
	}

	private record Run(int status, String output) {
	}

}
