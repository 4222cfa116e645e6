package io.onsrelay.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import io.onsrelay.topic.TopicMeters.TopicTag;

/**
 * Shows the topics. A scrape reads nothing.
 */
final class TopicMetrics {

	private final MultiGauge age;

	private final MultiGauge silent;

	private final MultiGauge silentAfter;

	private final Clock clock;

	TopicMetrics(MeterRegistry registry, Clock clock) {
		this.age = gauge(TopicMeters.AGE, "Seconds since the last message of a topic", registry);
		this.silent = gauge(TopicMeters.SILENT, "Whether a topic has fallen silent", registry);
		this.silentAfter = gauge(TopicMeters.SILENT_AFTER, "Seconds after which a topic counts as silent", registry);
		this.clock = clock;
	}

	private static MultiGauge gauge(TopicMeters meter, String description, MeterRegistry registry) {
		return MultiGauge.builder(meter.getName()).description(description).register(registry);
	}

	/**
	 * Shows what is known from now on.
	 * @param topics the topics
	 * @param rhythms after how long each counts as silent, by OCID
	 * @param quietSince since when nothing has come from a topic
	 */
	void show(Collection<KnownTopic> topics, Map<String, Duration> rhythms, Function<KnownTopic, Instant> quietSince) {
		this.age.register(rows(topics, (topic) -> seconds(age(quietSince.apply(topic)))), true);
		this.silent.register(rows(topics, (topic) -> (topic.silentSince() != null) ? 1 : 0), true);
		this.silentAfter.register(rows(topics.stream().filter((topic) -> rhythms.containsKey(topic.id())).toList(),
				(topic) -> seconds(Objects.requireNonNull(rhythms.get(topic.id())))), true);
	}

	private Duration age(Instant since) {
		Duration age = Duration.between(since, this.clock.instant());
		return age.isNegative() ? Duration.ZERO : age;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

	private static List<MultiGauge.Row<?>> rows(Collection<KnownTopic> topics, Function<KnownTopic, Number> value) {
		return topics.stream().<MultiGauge.Row<?>>map((topic) -> row(topic, value)).toList();
	}

	private static MultiGauge.Row<?> row(KnownTopic topic, Function<KnownTopic, Number> value) {
		return MultiGauge.Row.of(Tags.of(TopicTag.TOPIC.asString(), topic.id(), TopicTag.NAME.asString(),
				Objects.requireNonNullElse(topic.name(), "")), () -> value.apply(topic));
	}

}
