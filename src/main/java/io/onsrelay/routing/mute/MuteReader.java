package io.onsrelay.routing.mute;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.Suggestions;

/**
 * Reads the mute windows of a route.
 */
public final class MuteReader {

	static final String END_OF_DAY = "24:00";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final Map<String, DayOfWeek> DAYS = Arrays.stream(DayOfWeek.values())
		.collect(Collectors.toUnmodifiableMap((day) -> day.name().substring(0, 3).toLowerCase(Locale.ROOT),
				Function.identity()));

	private MuteReader() {
	}

	/**
	 * Reads the windows of a route.
	 * @param entries what is configured
	 * @param property the name of their property
	 * @return the windows in the same order
	 * @throws InvalidConfigurationException if one of them is invalid
	 */
	public static List<MuteWindow> read(List<MuteProperties> entries, String property) {
		List<MuteWindow> windows = new ArrayList<>();
		Mistakes mistakes = new Mistakes();
		for (int i = 0; i < entries.size(); i++) {
			MuteProperties entry = entries.get(i);
			String element = "%s[%d]".formatted(property, i);
			mistakes.of(() -> windows.add(window(entry, element)));
		}
		mistakes.refuse();
		return windows;
	}

	private static MuteWindow window(MuteProperties entry, String property) {
		Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
		Mistakes mistakes = new Mistakes();
		for (int i = 0; i < entry.days().size(); i++) {
			String day = entry.days().get(i);
			String element = "%s.days[%d]".formatted(property, i);
			mistakes.of(() -> days.addAll(days(day, element)));
		}
		mistakes.of(() -> time(entry.from(), property + ".from"));
		mistakes.of(() -> end(entry, property));
		mistakes.of(() -> zone(entry.zone(), property + ".zone"));
		mistakes.refuse();
		LocalTime from = time(entry.from(), property + ".from");
		LocalTime to = end(entry, property);
		if (from.equals(to) && !END_OF_DAY.equals(entry.to())) {
			throw new InvalidConfigurationException(property + ".to", "the window ends when it begins.",
					"Write another time. Without from and to, a window lasts the whole day.");
		}
		return new MuteWindow(days, from, to, zone(entry.zone(), property + ".zone"));
	}

	private static Set<DayOfWeek> days(String text, String property) {
		String[] ends = text.split("-", 2);
		DayOfWeek first = day(ends[0], property);
		DayOfWeek last = day(ends[ends.length - 1], property);
		Set<DayOfWeek> days = EnumSet.of(first);
		for (DayOfWeek day = first; day != last; day = day.plus(1)) {
			days.add(day.plus(1));
		}
		return days;
	}

	private static DayOfWeek day(String text, String property) {
		DayOfWeek day = DAYS.get(text.strip().toLowerCase(Locale.ROOT));
		if (day == null) {
			throw new InvalidConfigurationException(property, "'%s' is not a day.".formatted(text),
					meant(text, DAYS.keySet())
							+ "Write mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri.");
		}
		return day;
	}

	private static LocalTime end(MuteProperties entry, String property) {
		return END_OF_DAY.equals(entry.to()) ? LocalTime.MIDNIGHT : time(entry.to(), property + ".to");
	}

	private static LocalTime time(String text, String property) {
		try {
			return LocalTime.parse(text, TIME);
		}
		catch (DateTimeParseException ex) {
			throw new InvalidConfigurationException(property, "'%s' is not a time of day.".formatted(text),
					"Write hours and minutes in quotes, such as \"22:00\": without them, YAML reads a number.");
		}
	}

	private static ZoneId zone(String text, String property) {
		try {
			return ZoneId.of(text);
		}
		catch (DateTimeException ex) {
			throw new InvalidConfigurationException(property, "'%s' is not a time zone.".formatted(text),
					meant(text, ZoneId.getAvailableZoneIds())
							+ "Write a name of the tz database, such as Europe/Berlin, or UTC.");
		}
	}

	private static String meant(String text, Collection<String> candidates) {
		return Suggestions.nearest(text, candidates).map("Did you mean %s? "::formatted).orElse("");
	}

}
