package io.onsrelay.audit.sink;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which sinks there are, and which settings are rejected.
 */
class SinkConfigurationTests {

	@TempDir
	private Path directory;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Settings.class)
		.withBean(Store.class, () -> TestStore.in(this.directory))
		.withBean(OciSdk.class)
		.withBean(MeterRegistry.class, () -> this.meters)
		.withBean(RandomGenerator.class, Random::new)
		.withBean(Clock.class, Clock::systemUTC)
		.withUserConfiguration(SinkConfiguration.class);

	@Test
	void logIsTheOnlySinkByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBean(CheckpointSinks.class).isRunning()).isTrue();
			assertThat(kinds()).containsExactly("log");
			context.getBean(CheckpointSinks.class).stop();
			assertThat(context.getBean(CheckpointSinks.class).isRunning()).isFalse();
		});
	}

	@Test
	void everySinkThatIsConfiguredIsThere() {
		this.runner
			.withPropertyValues("relay.audit.checkpoint-file=" + this.directory.resolve("file"),
					"relay.audit.bucket.namespace=tenancy", "relay.audit.bucket.name=audit",
					"relay.oci.auth=config-file", "relay.audit.checkpoint-log=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(kinds()).containsExactlyInAnyOrder("file", "bucket");
			});
	}

	@Test
	void bucketNeedsCredentials() {
		this.runner.withPropertyValues("relay.audit.bucket.namespace=tenancy", "relay.audit.bucket.name=audit")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith("relay.audit.bucket: ")
				.hasMessageContaining("relay.oci.auth is none"));
	}

	@ParameterizedTest
	@CsvSource({ "relay.audit.bucket.name, audit, namespace", "relay.audit.origin, two words, such as example.com",
			"relay.audit.checkpoint-interval, 10ms, checkpointInterval",
			"relay.audit.checkpoint-records, 0, checkpointRecords", "relay.audit.unknown, x, unknown" })
	void faultySettingIsNamed(String property, String value, String message) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(message));
	}

	private List<String> kinds() {
		return this.meters.find("relay.audit.sink.pending")
			.gauges()
			.stream()
			.map((gauge) -> String.valueOf(gauge.getId().getTag("sink")))
			.toList();
	}

	/**
	 * Binds the settings.
	 */
	@EnableConfigurationProperties({ AuditProperties.class, OciProperties.class })
	private static final class Settings {

	}

}
