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

	/**
	 * How templates ask the cluster. The embedded Helm asks one where others do not.
	 */
	private static final String LOOKUP = "(lookup \"v1\" \"Secret\" $.Release.Namespace .)";

	private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

	private Chart() {
	}

	/**
	 * Renders the chart.
	 * @param values the values, as YAML
	 * @return the manifests, without those of hooks
	 */
	public static Manifests render(String values) {
		return RENDERED.computeIfAbsent(values, (key) -> renderFor("(dict)", key));
	}

	/**
	 * Renders the chart for a cluster.
	 * @param found what the cluster has, as a template writes it
	 */
	static Manifests renderFor(String found, String values) {
		return onCopy(found, (chart) -> template(chart, RELEASE, NAMESPACE, values));
	}

	/**
	 * Renders the chart under other names.
	 */
	static Manifests render(String release, String namespace, String values) {
		return onCopy("(dict)", (chart) -> template(chart, release, namespace, values));
	}

	/**
	 * Return what is said to values that are refused.
	 */
	static String refusal(String values) {
		try {
			renderFor("(dict)", values);
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
		return onCopy("(dict)", (chart) -> {
			replace(chart.resolve("templates/tests/connection.yaml"), "helm.sh/hook: test", "was: hook");
			return template(chart, release, namespace, values);
		});
	}

	/**
	 * Return what is told after an installation.
	 */
	static String notes(String values) {
		String output = onCopy("(dict)",
				(chart) -> withFile(values,
						(file) -> new Helm(chart).install()
							.clientOnly()
							.dryRun()
							.withName(RELEASE)
							.withNamespace(NAMESPACE)
							.withKubeVersion(KUBERNETES)
							.withValuesFile(file)
							.call()
							.getOutput()));
		return output.substring(output.indexOf("NOTES:"));
	}

	static LintResult lint() {
		return new Helm(DIRECTORY).lint().strict().call();
	}

	private static <T> T onCopy(String found, Function<Path, T> use) {
		Path copy = null;
		try {
			copy = Files.createTempDirectory("chart-");
			FileSystemUtils.copyRecursively(DIRECTORY, copy);
			replace(copy.resolve("templates/secret-audit-key.yaml"), LOOKUP, found);
			return use.apply(copy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(copy);
		}
	}

	private static void replace(Path file, String text, String replacement) {
		try {
			String before = Files.readString(file);
			if (!before.contains(text)) {
				throw new AssertionError("%s has no %s".formatted(file, text));
			}
			Files.writeString(file, before.replace(text, replacement));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
