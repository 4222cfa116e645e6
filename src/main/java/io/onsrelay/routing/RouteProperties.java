package io.onsrelay.routing;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.event.Severity;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.mute.MuteProperties;

/**
 * An entry of {@code relay.routes}.
 *
 * @param name the name of the route in notifications and logs; route-1, route-2 and so on
 * where there is none
 * @param condition which messages the route applies to, as the JSON of a condition of an
 * OCI Events rule; all of them where there is none
 * @param unless which of those messages the route does not apply to, as another condition
 * @param to the destinations, each written kind/name
 * @param severity how bad the messages are: info, warning, error or critical; where it is
 * left out, each notifier judges by the message
 * @param title a Mustache template for the title; where it is left out, the message is
 * put into words as usual
 * @param text a Mustache template for the text below the title
 * @param mention whom to call in a chat: one text, or one for each severity
 * @param action what a pager is to do: auto, trigger, resolve or change
 * @param mute when people get nothing from this route
 */
record RouteProperties(@Nullable String name, @DefaultValue("{}") String condition, @Nullable String unless,
		@NotEmpty List<String> to, @Nullable Severity severity, @Nullable String title, @Nullable String text,
		@Nullable Mentions mention, @DefaultValue("auto") PresentationOverrides.PagerAction action,
		@DefaultValue List<MuteProperties> mute) {
}
