package io.onsrelay.notifier.oci;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the beans of the kinds that call OCI.
 */
class OciNotifiersConfigurationTests {

	@Test
	void startWithoutCredentialsLoadsNoSdk() throws Exception {
		URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !path.getFileName().toString().startsWith("oci-java-sdk"))
			.map(OciNotifiersConfigurationTests::url)
			.toArray(URL[]::new);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader withoutSdk = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(withoutSdk);
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> withoutSdk.loadClass("com.oracle.bmc.model.BmcException"));
			assertThat(withoutSdk.loadClass(Start.class.getName()).getMethod("kinds").invoke(null))
				.isEqualTo(List.of("functions", "ons", "streaming"));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts the beans, and creates a destination of each kind. It is loaded by a class
	 * loader that has no SDK.
	 */
	public static final class Start {

		private Start() {
		}

		public static List<String> kinds() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
				context.scan("io.onsrelay.oci", "io.onsrelay.notifier.functions", "io.onsrelay.notifier.ons",
						"io.onsrelay.notifier.streaming");
				context.registerBean(Presenter.class, Presenters::standard);
				context.refresh();
				return context.getBeansOfType(NotifierFactory.class)
					.values()
					.stream()
					.map(Start::refused)
					.sorted()
					.toList();
			}
		}

		@SuppressWarnings({ "unchecked", "NullAway" })
		private static String refused(NotifierFactory<?> factory) {
			Destination destination = Destination.of(factory.kind() + "/test");
			assertThatExceptionOfType(InvalidConfigurationException.class)
				.isThrownBy(() -> ((NotifierFactory<Object>) factory).create(destination, null))
				.withMessageContaining("relay.oci.auth");
			return factory.kind();
		}

	}

}
