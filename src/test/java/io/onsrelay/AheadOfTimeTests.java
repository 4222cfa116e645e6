package io.onsrelay;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AheadOfTime}.
 */
class AheadOfTimeTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "relay.ingest.password=x,relay.routes[0].to=slack/ops", "server.port=8443",
			"server.ssl.bundle=server,server.tomcat.threads.max=10", "management.server.port=0",
			"management.server.address=127.0.0.1", "spring.datasource.url=jdbc:postgresql://db/relay",
			"spring.datasource.hikari.maximum-pool-size=3",
			"spring.mail.host=smtp.example.com,spring.mail.ssl.bundle=own",
			"spring.ssl.bundle.pem.server.keystore.certificate=x", "logging.level.root=debug", "info.team=ops",
			"spring.config.additional-location=optional:relay.yaml" })
	void suitsWhenNoBeanDependsOnWhatIsSet(String properties) {
		assertThat(AheadOfTime.suits(environment(properties))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.server.port=-1", "management.server.port=8080",
			"management.prometheus.metrics.export.enabled=false", "management.health.diskspace.enabled=false",
			"server.forward-headers-strategy=framework", "spring.threads.virtual.enabled=false",
			"spring.autoconfigure.exclude=x", "spring.main.lazy-initialization=true", "spring.profiles.active=x",
			"spring.datasource.type=x", "loader.path=targets" })
	void suitsNotWhenBeansMayDependOnWhatIsSet(String properties) {
		assertThat(AheadOfTime.suits(environment(properties))).isFalse();
	}

	private static StandardEnvironment environment(String properties) {
		StandardEnvironment environment = new StandardEnvironment();
		Map<String, Object> values = Arrays.stream(properties.split(",", -1))
			.filter((property) -> !property.isEmpty())
			.map((property) -> property.split("=", 2))
			.collect(Collectors.toMap((property) -> property[0], (property) -> property[1]));
		environment.getPropertySources().addFirst(new MapPropertySource("test", values));
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return environment;
	}

}
