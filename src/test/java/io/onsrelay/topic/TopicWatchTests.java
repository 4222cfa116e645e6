package io.onsrelay.topic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.notice.ToldNotices;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.topic.TopicProperties.WatchedTopic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
@ExtendWith(OutputCaptureExtension.class)
class TopicWatchTests {

	private static final String INFRA = "ocid1.onstopic.oc1.phx.infra";

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private TestStore store;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void configuredTopicThatFallsSilentIsToldOnceAndSoIsItsNextMessage() {
		TopicWatch watch = watch(watching(HOUR));
		hear(watch, INFRA);
		watch.runOnce();
		this.clock.move(HOUR);
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(MINUTE.multipliedBy(2));
		watch.runOnce();
		watch.runOnce();
		assertThat(ToldNotices.in(this.store)).singleElement()
			.satisfies((notice) -> assertThat(notice.path("title").asText()).isEqualTo("Topic infra is silent"))
			.satisfies((notice) -> assertThat(notice.path("body").asText()).startsWith(
					"The last message came at 2026-03-01T12:00:00Z. It is configured to send one at least every 1 h."));
		hear(watch, INFRA);
		watch.runOnce();
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent", "Topic infra speaks again");
		assertThat(ToldNotices.in(this.store).getLast().path("body").asText())
			.isEqualTo("A message has come, at 2026-03-01T13:02:00Z. There was none for 1 h 2 min before.");
	}

	@Test
	void silenceAfterSilenceIsToldAgain() {
		TopicWatch watch = watch(watching(HOUR));
		for (int i = 0; i < 2; i++) {
			hear(watch, INFRA);
			watch.runOnce();
			this.clock.move(HOUR.multipliedBy(2));
			watch.runOnce();
		}
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent", "Topic infra speaks again",
				"Topic infra is silent");
	}

	@Test
	void configuredTopicThatNeverSpeaksIsTold() {
		TopicWatch watch = watch(watching(HOUR));
		watch.runOnce();
		this.clock.move(HOUR.plus(MINUTE).plusSeconds(1));
		watch.runOnce();
		assertThat(ToldNotices.in(this.store)).singleElement()
			.satisfies((notice) -> assertThat(notice.path("body").asText())
				.startsWith("No message has come since this service knows it, at 2026-03-01T12:00:00Z."));
	}

	@Test
	void replicasTellOnceAndKnowWhatTheOthersHear() {
		TopicWatch first = watch(watching(HOUR));
		TopicWatch second = watch(watching(HOUR));
		hear(first, INFRA);
		first.runOnce();
		this.clock.move(Duration.ofMinutes(50));
		hear(second, INFRA);
		second.runOnce();
		this.clock.move(Duration.ofMinutes(50));
		first.runOnce();
		second.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(Duration.ofMinutes(50));
		this.store.together(List.of(first::runOnce, second::runOnce));
		first.runOnce();
		second.runOnce();
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent");
	}

	@Test
	void restartGivesSendersTenMinutes() {
		hear(INFRA, watch(watching(HOUR)));
		this.clock.move(HOUR.multipliedBy(5));
		TopicWatch restarted = watch(watching(HOUR));
		restarted.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(Duration.ofMinutes(10));
		restarted.runOnce();
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent");
	}

	@Test
	void rhythmOfATopicThatSpeaksEveryDayIsLearnt() {
		TopicWatch watch = watch(new TopicProperties(true, Map.of(), List.of()));
		speakEveryThreeHours(watch, 15);
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(Duration.ofHours(5));
		watch.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		this.clock.move(Duration.ofHours(2));
		watch.runOnce();
		assertThat(ToldNotices.in(this.store)).singleElement()
			.satisfies((notice) -> assertThat(notice.path("title").asText()).isEqualTo("A topic is silent"))
			.satisfies((notice) -> assertThat(notice.path("body").asText())
				.contains("In the last two weeks it paused for at most 3 h, but for one pause."));
	}

	@Test
	void topicsThatAreNotLearntOrIgnoredAreNeverSilent() {
		TopicWatch notLearning = watch(new TopicProperties(false, Map.of(), List.of()));
		speakEveryThreeHours(notLearning, 15);
		TopicWatch ignoring = watch(new TopicProperties(true, Map.of(), List.of(INFRA.toUpperCase(Locale.ROOT))));
		this.clock.move(Duration.ofDays(2));
		notLearning.runOnce();
		ignoring.runOnce();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
	}

	@Test
	void silentTopicThatIsIgnoredFromNowOnIsToldToBeOver() {
		TopicWatch watch = watch(watching(HOUR));
		hear(INFRA, watch);
		this.clock.move(HOUR.multipliedBy(2));
		watch.runOnce();
		watch(new TopicProperties(true, Map.of(), List.of(INFRA))).runOnce();
		assertThat(ToldNotices.titles(this.store)).containsExactly("Topic infra is silent",
				"A topic is not watched any more");
	}

	@Test
	void gaugesShowAgeAndSilence() {
		TopicWatch watch = watch(watching(HOUR));
		hear(INFRA, watch);
		this.clock.move(Duration.ofMinutes(5));
		assertThat(gauge("relay.topic.age")).isEqualTo(300);
		assertThat(gauge("relay.topic.silent")).isZero();
		assertThat(gauge("relay.topic.silent.after")).isEqualTo(3600);
		hear(watch, INFRA);
		assertThat(gauge("relay.topic.age")).as("heard, not written yet").isZero();
		this.clock.move(HOUR.multipliedBy(2));
		watch.runOnce();
		assertThat(gauge("relay.topic.silent")).isEqualTo(1);
	}

	@Test
	void topicsBeyondTheMostAreLeftOut(CapturedOutput output) {
		TopicWatch watch = watch(new TopicProperties(true, Map.of(), List.of()));
		for (int i = 0; i < 2; i++) {
			for (int topic = 0; topic < 150; topic++) {
				hear(watch, "ocid1.onstopic.oc1.phx.%d-%d".formatted(i, topic));
			}
			watch.runOnce();
			watch.runOnce();
		}
		assertThat(this.store.count("topic")).isEqualTo(TopicTable.MAX_TOPICS);
		assertThat(output).containsOnlyOnce("Messages of more than 200 topics have come");
	}

	@Test
	void topicThatIsQuietForAMonthIsForgotten() {
		TopicWatch watch = watch(new TopicProperties(true, Map.of(), List.of()));
		hear(INFRA, watch);
		this.clock.move(Duration.ofDays(29));
		watch.runOnce();
		assertThat(this.store.count("topic")).isEqualTo(1);
		this.clock.move(Duration.ofDays(2));
		watch.runOnce();
		assertThat(this.store.count("topic")).isZero();
		assertThat(this.meters.find("relay.topic.age").gauge()).isNull();
	}

	@Test
	void stopWritesWhatWasHeard() {
		TopicWatch watch = watch(new TopicProperties(true, Map.of(), List.of()));
		hear(watch, INFRA);
		watch.stop();
		assertThat(this.store.count("topic")).isEqualTo(1);
	}

	@Test
	void topicThatIsConfiguredTwiceIsRefused() {
		TopicProperties properties = new TopicProperties(true,
				Map.of("a", new WatchedTopic(INFRA, HOUR), "b", new WatchedTopic(INFRA.toUpperCase(Locale.ROOT), HOUR)),
				List.of(INFRA));
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> watch(properties))
			.withMessageContaining("relay.topics.watched.b.topic: the same topic is in relay.topics.watched.a.")
			.withMessageContaining("relay.topics.watched.a.topic: the same topic is in relay.topics.ignored.");
	}

	private void speakEveryThreeHours(TopicWatch watch, int days) {
		for (int i = 0; i < days * 8; i++) {
			hear(INFRA, watch);
			this.clock.move(Duration.ofHours(3));
		}
		hear(INFRA, watch);
	}

	private double gauge(String name) {
		return this.meters.get(name).tag("topic", INFRA).tag("name", "infra").gauge().value();
	}

	private static TopicProperties watching(Duration silentAfter) {
		return new TopicProperties(true, Map.of("infra", new WatchedTopic(INFRA, silentAfter)), List.of());
	}

	private TopicWatch watch(TopicProperties properties) {
		return new TopicWatch(properties, this.store, ToldNotices.on(this.store, this.clock),
				new TopicMetrics(this.meters, this.clock), this.clock);
	}

	private void hear(String topic, TopicWatch watch) {
		hear(watch, topic);
		watch.runOnce();
	}

	private void hear(TopicWatch watch, String topic) {
		watch.activity().heard(new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", topic)), this.clock.instant());
	}

}
