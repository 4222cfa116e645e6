package io.onsrelay.routing.mute;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An entry of {@code relay.routes[].mute}.
 *
 * @param days the days on which the window begins, each one of mon, tue, wed, thu, fri,
 * sat and sun, or a range such as mon-fri
 * @param from the begin, as hours and minutes
 * @param to the end, as hours and minutes; on the next day unless it is later than the
 * begin
 * @param zone the time zone, by its name in the tz database
 */
public record MuteProperties(@DefaultValue("mon-sun") @NotEmpty List<String> days, @DefaultValue("00:00") String from,
		@DefaultValue(MuteReader.END_OF_DAY) String to, @DefaultValue("UTC") String zone) {
}
