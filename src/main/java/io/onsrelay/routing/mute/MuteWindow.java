package io.onsrelay.routing.mute;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A time of the week at which people are left in peace. What counts is what a clock on
 * the wall shows there: where the clocks change, a window is an hour shorter or longer.
 *
 * @param days the days on which it begins
 * @param from when it begins
 * @param to when it ends: that minute is not part of it any more. On the next day, unless
 * this is later than its beginning
 * @param zone where the clock hangs
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
	 * @return {@code true} if people are left in peace then
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

	private boolean beginsOn(LocalDateTime local) {
		return this.days.contains(local.getDayOfWeek());
	}

}
