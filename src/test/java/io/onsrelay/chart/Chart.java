package io.onsrelay.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The chart, installed by an embedded Helm as the release {@code relay} in the namespace
 * {@code ons}. No cluster is asked.
 */
public final class Chart {

	static final Path DIRECTORY = Path.of("helm/ons-relay");

	static final String NAMESPACE = "ons";

	private static final String RELEASE = "relay";

	private static final String KUBERNETES = "1.34.0";

	private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

	private Chart() {
	}

	/**
	 * Renders the chart.
	 * @param values the values, as YAML
	 * @return the manifests, without those of hooks
	 */
	public static Manifests render(String values) {
		return RENDERED.computeIfAbsent(values, (key) -> template(DIRECTORY, key));
	}

	/**
	 * Renders the chart under other names.
	 */
	static Manifests render(String release, String namespace, String values) {
		return template(DIRECTORY, release, namespace, values);
	}

	/**
	 * Return what is said to values that are refused.
	 */
	static String refusal(String values) {
		try {
			template(DIRECTORY, values);
		}
		catch (IllegalStateException ex) {
			return String.valueOf(ex.getMessage());
		}
		throw new AssertionError("Not refused: " + values);
	}

	/**
	 * Renders the chart with its hooks, which Helm keeps apart.
	 */
	static Manifests renderHooks(String values) {
		return renderHooks(RELEASE, NAMESPACE, values);
	}

	static Manifests renderHooks(String release, String namespace, String values) {
		Path copy = null;
		try {
			copy = Files.createTempDirectory("chart-");
			FileSystemUtils.copyRecursively(DIRECTORY, copy);
			Path hook = copy.resolve("templates/tests/connection.yaml");
			Files.writeString(hook, Files.readString(hook).replace("helm.sh/hook: test", "was: hook"));
			return template(copy, release, namespace, values);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(copy);
		}
	}

	/**
	 * Return what is told after an installation.
	 */
	static String notes(String values) {
		String output = withFile(values,
				(file) -> new Helm(DIRECTORY).install()
					.clientOnly()
					.dryRun()
					.withName(RELEASE)
					.withNamespace(NAMESPACE)
					.withKubeVersion(KUBERNETES)
					.withValuesFile(file)
					.call()
					.getOutput());
		return output.substring(output.indexOf("NOTES:"));
	}

	static LintResult lint() {
		return new Helm(DIRECTORY).lint().strict().call();
	}

	private static Manifests template(Path chart, String values) {
		return template(chart, RELEASE, NAMESPACE, values);
	}

	private static Manifests template(Path chart, String release, String namespace, String values) {
		return Manifests.parse(withFile(values,
				(file) -> new Helm(chart).template()
					.withName(release)
					.withNamespace(namespace)
					.withKubeVersion(KUBERNETES)
					.withValuesFile(file)
					.call()));
	}

	private static <T> T withFile(String values, Function<Path, T> use) {
		Path file = null;
		try {
			file = Files.writeString(Files.createTempFile("values-", ".yaml"), values);
			return use.apply(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(file);
		}
	}

	private static void delete(@Nullable Path path) {
		try {
			FileSystemUtils.deleteRecursively(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
