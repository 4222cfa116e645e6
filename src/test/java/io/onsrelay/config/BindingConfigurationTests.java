package io.onsrelay.config;

import java.util.Map;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link BindingConfiguration}: what the user sees when the service does not
 * start.
 */
@ExtendWith(OutputCaptureExtension.class)
class BindingConfigurationTests {

	@Test
	void startWhenEverythingIsKnownSucceeds() {
		try (ConfigurableApplicationContext context = start("relay.gate.password=hunter2", "relay.gate.path=/ons",
				"relay.things.a=b", "other.key=value")) {
			assertThat(context.getBean(GateProperties.class).path()).isEqualTo("/ons");
		}
	}

	@Test
	void startWhenSectionIsUnknownSuggestsTheNearest(CapturedOutput output) {
		assertFailure(output, """
				Description:

				relay.gaet.path: nothing is called 'gaet' below relay. Known there: gate, things.

				Action:

				Did you mean relay.gate.path? Correct the name or remove it.
				""", "relay.gate.password=hunter2", "relay.gaet.path=/ons");
	}

	@Test
	void startWhenKeyOfConfigurationPropertiesIsUnknownShowsNoValue(CapturedOutput output) {
		assertFailure(output, """
				Description:

				relay.gate.pasword: nothing is called 'pasword' below relay.gate. Known there: password, path, port.

				Action:

				Did you mean relay.gate.password? Correct the name or remove it.
				""", "relay.gate.pasword=hunter2");
	}

	@Test
	void startWhenValueOfConfigurationPropertiesIsMissingReportsIt(CapturedOutput output) {
		assertFailure(output, """
				Description:

				relay.gate.password: a value is required here.

				Action:

				Set relay.gate.password.
				""", "relay.gate.path=/ons");
	}

	@Test
	void startWhenValueOfConfigurationPropertiesCannotBeReadReportsIt(CapturedOutput output) {
		assertFailure(output, """
				Description:

				relay.gate.port: 'http' is not a number that fits here.

				Action:

				Write a number.
				""", "relay.gate.password=hunter2", "relay.gate.port=http");
	}

	private static void assertFailure(CapturedOutput output, String report, String... pairs) {
		assertThatException().isThrownBy(() -> start(pairs));
		assertThat(output).contains(report).doesNotContain("hunter2").doesNotContain("\tat ");
	}

	private static ConfigurableApplicationContext start(String... pairs) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] arguments = new String[pairs.length];
		for (int i = 0; i < pairs.length; i++) {
			arguments[i] = "--" + pairs[i];
		}
		return application.run(arguments);
	}

	@ImportAutoConfiguration(ValidationAutoConfiguration.class)
	@EnableConfigurationProperties(GateProperties.class)
	@Import(BindingConfiguration.class)
	static class Application {

		@Bean
		Things things(StrictBinder binder) {
			return new Things(binder.bind("relay.things", Bindable.mapOf(String.class, String.class), Map.of()));
		}

	}

	@Validated
	@ConfigurationProperties("relay.gate")
	record GateProperties(@NotNull Secret password, @Nullable String path, @Nullable Integer port) {
	}

	record Things(Map<String, String> values) {
	}

}
