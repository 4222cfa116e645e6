package io.onsrelay.topic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RhythmTests {

	private static final Duration TWO_WEEKS = Duration.ofDays(14);

	@ParameterizedTest
	@CsvSource({
			// Twice the longest pause but one
			"'PT1H PT2H PT2H PT1H PT1H PT1H PT30M', PT4H", "'PT1H PT2H PT1H PT1H PT1H PT1H PT10H', PT4H",
			// An hour at least
			"'PT1M PT2M PT2M PT2M PT2M PT2M PT2M', PT1H",
			// A day at most
			"'PT1H PT12H PT12H PT1H PT1H PT1H PT1H', PT24H" })
	void learnDoublesTheLongestPauseButOne(String pauses, Duration silentAfter) {
		assertThat(Rhythm.learn(durations(pauses), TWO_WEEKS)).contains(silentAfter);
	}

	@Test
	void learnWhenWeekendsAreQuietIsEmpty() {
		assertThat(Rhythm.learn(durations("PT62H PT1H PT1H PT1H PT1H PT62H PT1H PT1H PT1H PT1H"), TWO_WEEKS)).isEmpty();
	}

	@Test
	void learnWhenTopicSpeaksRarelyIsEmpty() {
		assertThat(Rhythm.learn(durations("PT1H PT1H PT1H PT1H PT1H PT1H"), TWO_WEEKS)).isEmpty();
	}

	@Test
	void learnWhenTopicIsKnownForLessThanTwoWeeksIsEmpty() {
		List<Duration> pauses = durations("PT1H PT1H PT1H PT1H PT1H PT1H PT1H PT1H");
		assertThat(Rhythm.learn(pauses, TWO_WEEKS.minusSeconds(1))).isEmpty();
		assertThat(Rhythm.learn(pauses, TWO_WEEKS)).isPresent();
	}

	private static List<Duration> durations(String texts) {
		return Stream.of(texts.split(" ")).map(Duration::parse).toList();
	}

}
