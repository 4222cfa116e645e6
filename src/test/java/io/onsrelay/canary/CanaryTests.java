package io.onsrelay.canary;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.onsrelay.TestClock;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.notice.ToldNotices;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Dialect.class)
class CanaryTests {

	private static final String TOPIC = "ocid1.onstopic.oc1.phx.Infra";

	private static final Duration INTERVAL = Duration.ofMinutes(5);

	private static final String BROKEN = "Messages of Oracle do not arrive";

	private static final String MENDED = "Messages of Oracle arrive again";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private final TestClock clock = TestClock.standing();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<String> published = new ArrayList<>();

	private Optional<String> failure = Optional.empty();

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void messageThatComesBackIsTimedAndGoesNoFurther() {
		Canary canary = canary(TOPIC);
		canary.runOnce();
		Message message = message(TOPIC, this.published.getFirst());
		this.clock.move(Duration.ofSeconds(2));
		assertThat(canary.take(message)).isTrue();
		assertThat(this.meters.get("relay.canary.committed").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(2);
		assertThat(this.meters.get("relay.canary.received").timer().count()).isEqualTo(1);
		assertThat(this.store.count("message")).isZero();
		assertThat(canary.take(message)).as("sent again").isTrue();
		assertThat(this.meters.get("relay.canary.received").timer().count()).isEqualTo(1);
	}

	@Test
	void replicasPublishOnceInAnIntervalAndKnowEachOthersMessages() {
		Canary first = canary(TOPIC);
		Canary second = canary(TOPIC);
		for (int i = 0; i < 30; i++) {
			this.store.together(List.of(first::runOnce, second::runOnce));
			this.published
				.forEach((body) -> assertThat(first.take(message(TOPIC, body)) && second.take(message(TOPIC, body)))
					.isTrue());
			this.clock.move(Duration.ofMinutes(1));
		}
		assertThat(this.published).as("in 30 minutes").hasSize(6).doesNotHaveDuplicates();
		assertThat(ToldNotices.titles(this.store)).isEmpty();
	}

	@Test
	void loopThatIsBrokenIsToldOnceAndSoIsItsEnd() {
		Canary first = canary(TOPIC);
		Canary second = canary(TOPIC);
		minutes(15, first, second);
		assertThat(ToldNotices.titles(this.store)).isEmpty();
		assertThat(broken()).isZero();
		minutes(10, first, second);
		assertThat(ToldNotices.in(this.store)).singleElement().satisfies((notice) -> {
			assertThat(notice.path("title").asText()).isEqualTo(BROKEN);
			assertThat(notice.path("severity").asText()).isEqualTo("CRITICAL");
			assertThat(notice.path("body").asText())
				.startsWith("The message that this service publishes every 5 min has not come back for 16 min. "
						+ "It is published, so look at");
		});
		assertThat(broken()).isEqualTo(1);
		second.take(message(TOPIC, this.published.getFirst()));
		minutes(1, first, second);
		assertThat(ToldNotices.titles(this.store)).as("a message from before comes late").containsExactly(BROKEN);
		second.take(message(TOPIC, this.published.getLast()));
		minutes(1, first, second);
		assertThat(ToldNotices.titles(this.store)).containsExactly(BROKEN, MENDED);
		assertThat(broken()).isZero();
	}

	@Test
	void loopThatIsBrokenSinceNothingCanBePublishedSaysWhy() {
		this.failure = Optional.of("HTTP 404 NotAuthorizedOrNotFound, opc-request-id r1: check the policy");
		minutes(17, canary(TOPIC));
		assertThat(ToldNotices.in(this.store)).singleElement()
			.satisfies((notice) -> assertThat(notice.path("body").asText())
				.contains("The last one could not be published: HTTP 404 NotAuthorizedOrNotFound"));
		assertThat(this.meters.get("relay.canary.published").tag("outcome", "failed").counter().count()).isEqualTo(4);
	}

	@Test
	void outageOfTheServiceIsNoBrokenLoop() {
		Canary canary = canary(TOPIC);
		canary.runOnce();
		canary.take(message(TOPIC, this.published.getLast()));
		this.clock.move(Duration.ofHours(2));
		minutes(15, canary(TOPIC));
		assertThat(ToldNotices.titles(this.store)).isEmpty();
	}

	@Test
	void messagesOfOthersGoOn() {
		Canary canary = canary(TOPIC);
		canary.runOnce();
		String body = this.published.getFirst();
		String other = new CanaryToken("00".repeat(32), TOPIC).write(new byte[16], this.clock.instant());
		assertThat(canary.take(message(TOPIC, other))).as("another key").isFalse();
		assertThat(canary.take(message("ocid1.onstopic.oc1.phx.other", body))).as("another topic").isFalse();
		String[] words = body.split(" ");
		words[3] = Long.toString(Long.parseLong(words[3]) + 1);
		assertThat(canary.take(message(TOPIC, String.join(" ", words)))).as("another time").isFalse();
		words = body.split(" ");
		words[2] = "0".repeat(32);
		assertThat(canary.take(message(TOPIC, String.join(" ", words)))).as("another nonce").isFalse();
		assertThat(canary.take(message(TOPIC, body + " and more"))).as("another text").isFalse();
		assertThat(canary.take(message(TOPIC, "disk full"))).isFalse();
		assertThat(canary.take(message(TOPIC.toLowerCase(Locale.ROOT), body + "\n"))).isTrue();
	}

	@Test
	void canaryThatIsNotConfiguredTakesNothingAndWritesNothing() {
		Canary canary = canary(null);
		canary.start();
		assertThat(canary.isRunning()).isFalse();
		assertThat(canary.take(message(TOPIC, "ons-relay canary"))).isFalse();
		assertThat(this.store.count("canary")).isZero();
	}

	@Test
	void canaryOfAnotherTopicBeginsAnew() {
		Canary before = canary(TOPIC);
		minutes(17, before);
		Canary after = canary("ocid1.onstopic.oc1.phx.other");
		minutes(15, after);
		assertThat(ToldNotices.titles(this.store)).containsExactly(BROKEN);
	}

	@Test
	void canaryWithoutCredentialsOrTimeIsRefused() {
		OciProperties none = new OciProperties(OciProperties.Auth.NONE, null, "DEFAULT", null, null);
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> properties(TOPIC).check(none))
			.withMessage("relay.canary.topic: the canary is published with credentials of Oracle's API, "
					+ "and relay.oci.auth is none.");
		properties(null).check(none);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new CanaryProperties(null, INTERVAL, INTERVAL).check(none))
			.withMessageStartingWith("relay.canary.broken-after: it is less than twice relay.canary.interval");
	}

	private double broken() {
		return this.meters.get("relay.canary.broken").gauge().value();
	}

	private void minutes(int count, Canary... canaries) {
		for (int i = 0; i < count; i++) {
			for (Canary canary : canaries) {
				canary.runOnce();
			}
			this.clock.move(Duration.ofMinutes(1));
		}
	}

	private Canary canary(@Nullable String topic) {
		return new Canary(properties(topic), this.store, (body) -> {
			this.published.add(body);
			return this.failure;
		}, ToldNotices.on(this.store, this.clock), new CanaryMetrics(this.meters), new Random(), this.clock);
	}

	private static CanaryProperties properties(@Nullable String topic) {
		return new CanaryProperties(topic, INTERVAL, INTERVAL.multipliedBy(3));
	}

	private Message message(String topic, String body) {
		return new MessageParser().parse(new MessageId(new UUID(0, 1)), this.clock.instant(),
				new OnsHeaders(Map.of("X-OCI-NS-TopicOcid", topic)), Body.of(body.getBytes(StandardCharsets.UTF_8)));
	}

}
