package io.onsrelay.routing.mute;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time of the week at which a route is muted. Windows are in local time: where the
 * clocks change, a window is an hour shorter or longer.
 *
 * @param days the days on which it begins
 * @param from the begin, inclusive
 * @param to the end, exclusive; on the next day unless it is later than the begin
 * @param zone the time zone
 */
public record MuteWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

	/**
	 * Keeps a copy of the days.
	 */
	public MuteWindow {
		days = Set.copyOf(days);
	}

	/**
	 * Return whether a time falls into the window.
	 * @param time the time
	 * @return {@code true} if the route is muted at that time
	 */
	public boolean covers(Instant time) {
		LocalDateTime local = LocalDateTime.ofInstant(time, this.zone);
		boolean begun = beginsOn(local) && !local.toLocalTime().isBefore(this.from);
		boolean unfinished = local.toLocalTime().isBefore(this.to);
		if (this.from.isBefore(this.to)) {
			return begun && unfinished;
		}
		return begun || (beginsOn(local.minusDays(1)) && unfinished);
	}

	/**
	 * Return the window in words.
	 * @return such as {@code mon, tue from 22:00 to 06:00 Europe/Berlin}
	 */
	public String describe() {
		String begins = (this.days.size() == DayOfWeek.values().length) ? "daily"
				: Arrays.stream(DayOfWeek.values())
					.filter(this.days::contains)
					.map((day) -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", "));
		return "%s from %s to %s %s".formatted(begins, this.from,
				this.to.equals(LocalTime.MIDNIGHT) ? MuteReader.END_OF_DAY : this.to, this.zone);
	}

	private boolean beginsOn(LocalDateTime local) {
		return this.days.contains(local.getDayOfWeek());
	}

}
