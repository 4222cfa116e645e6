package io.onsrelay.silence;

import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.support.TestPropertySourceUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.TestBinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SilenceLimits}.
 */
class SilenceLimitsTests {

	private final SilenceLimits limits = new SilenceLimits(SilenceProperties.DEFAULT);

	@Test
	void otherLimitsApplyOnlyWhenTheyArePutInPlace() {
		with("relay.silence.max-duration=2d", (binder) -> {
			Runnable change = this.limits.read(binder);
			assertThat(this.limits.maxDuration()).isEqualTo(Duration.ofDays(7));
			change.run();
			assertThat(this.limits.maxDuration()).isEqualTo(Duration.ofDays(2));
		});
	}

	@Test
	void withoutPropertiesTheyAreTheDefault() {
		with("relay.routes=", (binder) -> this.limits.read(binder).run());
		assertThat(this.limits.maxDuration()).isEqualTo(Duration.ofDays(7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "1s", "-2d" })
	void whatIsNoLimitIsRefusedByItsName(String wrong) {
		with("relay.silence.max-duration=" + wrong,
				(binder) -> assertThatExceptionOfType(InvalidConfigurationException.class)
					.isThrownBy(() -> this.limits.read(binder))
					.satisfies((ex) -> assertThat(ex.getMistakes().getFirst().property())
						.isEqualTo("relay.silence.max-duration")));
	}

	private static void with(String property, Consumer<StrictBinder> check) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withUserConfiguration(TestBinding.class)
			.run((context) -> check.accept(context.getBean(StrictBinder.class).in(changed(property))));
	}

	private static Environment changed(String property) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(environment, property);
		return environment;
	}

}
