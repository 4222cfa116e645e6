package io.onsrelay.audit.sink;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.store.Store;

/**
 * Wires the sinks.
 */
@Configuration(proxyBeanMethods = false)
class SinkConfiguration {

	/**
	 * No method here names the bucket, of which the JVM would load the SDK's classes when
	 * it caches what a start loads.
	 */
	@Bean
	CheckpointSinks checkpointSinks(AuditProperties properties, OciProperties credentials, OciSdk sdk, Store store,
			MeterRegistry registry, RandomGenerator random, Clock clock) {
		properties.check(credentials);
		List<SinkWorker> workers = new ArrayList<>();
		for (CheckpointSink sink : sinks(properties, sdk)) {
			workers.add(new SinkWorker(sink, store, new SinkMetrics(registry, sink.kind()), random, clock));
		}
		return new CheckpointSinks(workers);
	}

	private static List<CheckpointSink> sinks(AuditProperties properties, OciSdk sdk) {
		List<CheckpointSink> sinks = new ArrayList<>();
		if (properties.checkpointLog()) {
			sinks.add(new LogSink());
		}
		if (properties.checkpointFile() != null) {
			sinks.add(new FileSink(properties.checkpointFile()));
		}
		if (properties.bucket() != null) {
			sinks.add(new BucketSink(sdk, properties.bucket()));
		}
		return sinks;
	}

}
