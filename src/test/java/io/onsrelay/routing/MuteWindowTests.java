package io.onsrelay.routing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.TestSettings;
import io.onsrelay.routing.mute.MuteWindow;

import static java.time.Instant.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for mute windows. The 2nd of March 2026 is a Monday; clocks in Berlin go forward
 * on the 29th of March, at 2 o'clock, and back on the 25th of October, at 3 o'clock.
 */
class MuteWindowTests {

	private static final String DAY_ACTION = "Write mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri.";

	@ParameterizedTest
	@CsvSource({ "2026-03-02T08:59:59Z, false", "2026-03-02T09:00:00Z, true", "2026-03-02T16:59:59.999Z, true",
			"2026-03-02T17:00:00Z, false" })
	void coversWhenWindowIsWithinDayEndsBeforeItsEnd(String time, boolean covered) {
		assertThat(window("{from: '9:00', to: '17:00'}").covers(parse(time))).isEqualTo(covered);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-02T05:59:59Z, false", "2026-03-02T21:59:59Z, false", "2026-03-02T22:00:00Z, true",
			"2026-03-03T00:00:00Z, true", "2026-03-03T05:59:59Z, true", "2026-03-03T06:00:00Z, false",
			"2026-03-03T22:00:00Z, false" })
	void coversWhenWindowIsOverMidnightBelongsToTheDayItBeginsOn(String time, boolean covered) {
		assertThat(window("{days: mon, from: '22:00', to: '06:00'}").covers(parse(time))).isEqualTo(covered);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-06T23:59:59Z, false", "2026-03-07T00:00:00Z, true", "2026-03-08T23:59:59Z, true",
			"2026-03-09T00:00:00Z, false" })
	void coversWhenThereAreOnlyDaysLastsTheWholeDay(String time, boolean covered) {
		assertThat(window("{days: sat-sun}").covers(parse(time))).isEqualTo(covered);
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-12T20:59:59Z, false", "2026-01-12T21:00:00Z, true", "2026-07-13T19:59:59Z, false",
			"2026-07-13T20:00:00Z, true" })
	void coversWhenZoneIsGivenFollowsItsSummerTime(String time, boolean covered) {
		assertThat(window("{from: '22:00', to: '06:00', zone: Europe/Berlin}").covers(parse(time))).isEqualTo(covered);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-29T00:59:59Z, false", "2026-03-29T01:00:00Z, true", "2026-03-29T01:29:59Z, true",
			"2026-03-29T01:30:00Z, false" })
	void coversWhenClocksGoForwardBeginsAsTheySkipTheBeginning(String time, boolean covered) {
		assertThat(window("{from: '02:15', to: '03:30', zone: Europe/Berlin}").covers(parse(time))).isEqualTo(covered);
	}

	@ParameterizedTest
	@CsvSource({ "2026-10-24T19:59:59Z, false", "2026-10-24T20:00:00Z, true", "2026-10-25T00:30:00Z, true",
			"2026-10-25T01:30:00Z, true", "2026-10-25T04:59:59Z, true", "2026-10-25T05:00:00Z, false" })
	void coversWhenClocksGoBackLastsAnHourLonger(String time, boolean covered) {
		assertThat(window("{from: '22:00', to: '06:00', zone: Europe/Berlin}").covers(parse(time))).isEqualTo(covered);
	}

	@Test
	void coversWhenDayIsAnotherInItsZoneFollowsTheZone() {
		MuteWindow window = window("{days: tue, zone: Asia/Tokyo}");
		assertThat(window.covers(parse("2026-03-02T15:00:00Z"))).isTrue();
		assertThat(window.covers(parse("2026-03-03T15:00:00Z"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mon              | MONDAY
			[MON, tue]       | MONDAY, TUESDAY
			mon-wed          | MONDAY, TUESDAY, WEDNESDAY
			"mon-tue, sun"   | MONDAY, TUESDAY, SUNDAY
			sat-mon          | MONDAY, SATURDAY, SUNDAY
			[fri-fri]        | FRIDAY
			mon-sun          | MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY
			""")
	void readUnderstandsDays(String days, String expected) {
		assertThat(window("{days: %s}".formatted(days)).days().stream().sorted()).asString()
			.isEqualTo("[" + expected + "]");
	}

	@Test
	void readWhenDayIsUnknownSuggestsTheNearest() {
		assertMistake("{days: [mon, tues]}", "relay.routes[0].mute[0].days[1]: 'tues' is not a day.",
				"Did you mean tue? " + DAY_ACTION);
		assertMistake("{days: mon-friday}", "relay.routes[0].mute[0].days[0]: 'friday' is not a day.", DAY_ACTION);
		assertMistake("{days: weekend}", "relay.routes[0].mute[0].days[0]: 'weekend' is not a day.", DAY_ACTION);
		assertMistake("{days: mon-}", "relay.routes[0].mute[0].days[0]: '' is not a day.", DAY_ACTION);
	}

	@Test
	void readWhenThereAreNoDaysSaysSo() {
		assertMistake("{days: [], from: '09:00'}", "relay.routes[0].mute[0].days: a value is required here.",
				"Set relay.routes[0].mute[0].days.");
	}

	@ParameterizedTest
	@CsvSource({ "'25:00', 25:00", "'24:00', 24:00", "'9', 9", "'10pm', 10pm", "22:00, 1320" })
	void readWhenTimeIsNoneSaysHowToWriteIt(String written, String read) {
		String from = written.equals(read) ? "'%s'".formatted(written) : written;
		assertMistake("{from: %s, to: '06:00'}".formatted(from),
				"relay.routes[0].mute[0].from: '%s' is not a time of day.".formatted(read),
				"Write hours and minutes in quotes, such as \"22:00\": without them, YAML reads a number.");
	}

	@Test
	void readWhenZoneIsUnknownSuggestsTheNearest() {
		assertMistake("{zone: Europe/Berln}", "relay.routes[0].mute[0].zone: 'Europe/Berln' is not a time zone.",
				"Did you mean Europe/Berlin? Write a name of the tz database, such as Europe/Berlin, or UTC.");
	}

	@Test
	void readWhenWindowIsEmptySaysSo() {
		assertMistake("{from: '9:00', to: '09:00'}", "relay.routes[0].mute[0].to: the window ends when it begins.",
				"Write another time. Without from and to, a window lasts the whole day.");
	}

	private static void assertMistake(String window, String message, String action) {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> window(window));
		assertThat(failure).hasMessage(message);
		assertThat(failure.getAction()).isEqualTo(action);
	}

	private static MuteWindow window(String yaml) {
		List<RouteProperties> entries = TestSettings
			.ofYaml("relay.routes: [{to: slack/ops, mute: [%s]}]".formatted(yaml))
			.binder()
			.bind(RouteReader.PROPERTY, Bindable.listOf(RouteProperties.class), List.of());
		Mistakes mistakes = new Mistakes();
		List<Route> routes = new RouteReader(TestRegistry.of("slack/ops")).read(entries, mistakes);
		mistakes.refuse();
		return routes.getFirst().mute().getFirst();
	}

}
