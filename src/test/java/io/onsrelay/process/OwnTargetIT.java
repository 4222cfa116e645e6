package io.onsrelay.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.onsrelay.event.Fixtures;
import io.onsrelay.standin.OnsClient;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The target of docs/notifiers.md: its code is compiled as it stands there, and works in
 * a jar beside the service's.
 */
@Execution(ExecutionMode.CONCURRENT)
class OwnTargetIT {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern TYPE = Pattern.compile("^(?:final )?(?:class|record) (\\w+)", Pattern.MULTILINE);

	private static final int MAX_LINES = 150;

	@TempDir
	private static Path directory;

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	@RegisterExtension
	private final WireMockExtension ntfy = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort())
		.build();

	@BeforeAll
	static void compile() throws IOException {
		List<Path> sources = new ArrayList<>();
		List<String> code = CODE.matcher(Files.readString(Path.of("docs/notifiers.md")))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		for (String type : code) {
			String name = TYPE.matcher(type).results().findFirst().orElseThrow().group(1);
			sources.add(Files.writeString(directory.resolve(name + ".java"), type));
		}
		assertThat(code.stream().flatMap(String::lines).filter((line) -> !line.isBlank()).count()).isBetween(80L,
				(long) MAX_LINES);
		Path classes = Files.createDirectory(directory.resolve("classes"));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			assertThat(compiler
				.getTask(null, files, null, List.of("-parameters", "-proc:none", "-d", classes.toString()), null,
						files.getJavaFileObjectsFromPaths(sources))
				.call()).isTrue();
		}
		try (Stream<Path> compiled = Files.walk(classes)) {
			pack(classes, compiled.filter((file) -> !file.equals(classes)).toList());
		}
	}

	private static void pack(Path classes, List<Path> files) throws IOException {
		Path targets = Files.createDirectory(directory.resolve("targets"));
		try (OutputStream out = Files.newOutputStream(targets.resolve("ntfy.jar"));
				JarOutputStream jar = new JarOutputStream(out)) {
			for (Path file : files) {
				// With its directories, as the jar tool packs them: Spring looks packages
				// up
				boolean directory = Files.isDirectory(file);
				jar.putNextEntry(new JarEntry(classes.relativize(file) + (directory ? "/" : "")));
				if (!directory) {
					Files.copy(file, jar);
				}
			}
		}
	}

	@Test
	void targetOfAnotherJarGetsMessagesAndIsTested() {
		this.relay.use(Launcher.withTargets(directory.resolve("targets")));
		this.ntfy.stubFor(WireMock.post("/").willReturn(WireMock.okJson("{}")));
		this.relay.start("""
				relay:
				  ingest.password: an-invented-password
				  notifier.ntfy.phones: {topic: infra-alerts, token: "tk_invented", url: "%s"}
				  routes: [{name: all, condition: '{}', to: [ntfy/phones]}]
				""".formatted(this.ntfy.baseUrl() + "/"));
		try (OnsClient ons = this.relay.client()) {
			ons.post(this.relay.topic().notification(Fixtures.body("computeapi.terminateinstance.end").text()));
		}
		this.relay.awaitDelivered("ntfy/phones", 1);
		this.ntfy.verify(1, postRequestedFor(urlEqualTo("/")).withHeader("Authorization", equalTo("Bearer tk_invented"))
			.withRequestBody(matchingJsonPath("$[?(@.title == 'Instance terminated: heron-01')]")));
		CommandRun run = this.relay.run("test", "ntfy/phones", "--alarm=firing",
				"--spring.config.additional-location=relay.yaml");
		assertThat(run.out()).as(run.err()).startsWith("ntfy/phones took the message, within ");
		this.ntfy.verify(1,
				postRequestedFor(urlEqualTo("/"))
					.withRequestBody(matchingJsonPath("$[?(@.title == 'Alarm firing: Test alarm of ons-relay')]"))
					.withRequestBody(matchingJsonPath("$[?(@.priority == 5)]")));
	}

}
