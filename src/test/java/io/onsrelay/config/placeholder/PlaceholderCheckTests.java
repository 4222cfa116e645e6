package io.onsrelay.config.placeholder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link PlaceholderCheck} and {@link ConfigTreePlaceholders}: what the user
 * sees when the service does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlaceholderCheckTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenPlaceholdersHaveNoValueReportsAllBeforeAnyBeanExists(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--server.port=hunter2${NO_SUCH_A}", "--relay.x=${NO_SUCH_B}"));
		assertThat(output).contains("""
				Description:

				relay.x: the placeholder ${NO_SUCH_B} has no value.
				server.port: the placeholder ${NO_SUCH_A} has no value.

				Action:

				Set NO_SUCH_B, or write ${NO_SUCH_B:} where it may be empty.
				Set NO_SUCH_A, or write ${NO_SUCH_A:} where it may be empty.
				""").doesNotContain("hunter2").doesNotContain("\tat ").doesNotContain("a bean exists");
	}

	@Test
	void startWhenFileOfConfigTreeHoldsPlaceholderReportsIt(CapturedOutput output) throws IOException {
		write("relay.password", "${NO_SUCH_A}\n");
		write("relay.key", "hun${ter}2\n");
		assertThatException().isThrownBy(this::startWithFiles);
		assertThat(output)
			.contains("relay.password: the placeholder ${NO_SUCH_A} has no value.",
					"relay.key: a part of the value is read as a placeholder, and has no value.")
			.doesNotContain("ter}");
	}

	@Test
	void startWhenFileOfConfigTreeHoldsEscapedPlaceholderTakesItsText() throws IOException {
		write("relay.password", "hun\\${ter}2\n");
		write("password-file", "hun\\${ter}2\n");
		try (ConfigurableApplicationContext context = startWithFiles("--relay.other=${password-file}")) {
			assertThat(bound(context, "relay.password")).isEqualTo("hun${ter}2");
			assertThat(bound(context, "relay.other")).isEqualTo("hun${ter}2");
		}
	}

	private static String bound(ConfigurableApplicationContext context, String property) {
		return Binder.get(context.getEnvironment()).bind(property, String.class).get();
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.directory.resolve(name), text);
	}

	private ConfigurableApplicationContext startWithFiles(String... arguments) {
		System.setProperty("spring.config.import", "configtree:" + this.directory + "/");
		try {
			return start(arguments);
		}
		finally {
			System.clearProperty("spring.config.import");
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setApplicationContextFactory((_) -> new AnnotationConfigServletWebApplicationContext());
		return application.run(arguments);
	}

	@ConditionalOnProperty(name = "server.port", matchIfMissing = true)
	static class Application {

		@Bean
		String bean() {
			System.out.println("a bean exists");
			return "bean";
		}

	}

}
