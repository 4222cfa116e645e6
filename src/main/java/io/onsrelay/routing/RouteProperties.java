package io.onsrelay.routing;

import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.event.Severity;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.mute.MuteProperties;

/**
 * An entry of {@code relay.routes}.
 *
 * @param name the name of the route in notifications and logs; by default route-1,
 * route-2 and so on
 * @param condition which messages the route applies to, as the JSON of a condition of an
 * OCI Events rule; all messages by default
 * @param unless which of these messages are excepted, as another condition
 * @param to the destinations, each written kind/name
 * @param severity the severity of the messages: info, warning, error or critical; derived
 * from the message by default
 * @param title a Mustache template for the title, in place of the default wording
 * @param text a Mustache template for the text below the title
 * @param mention the users or groups to mention in a chat: one text, or one for each
 * severity
 * @param action what a pager is to do: auto, trigger, resolve or change
 * @param mute the windows in which users get nothing from this route
 */
record RouteProperties(@Nullable String name, @DefaultValue("{}") String condition, @Nullable String unless,
		@NotEmpty List<String> to, @Nullable Severity severity, @Nullable String title, @Nullable String text,
		@Nullable Mentions mention, @DefaultValue("auto") PresentationOverrides.PagerAction action,
		@DefaultValue List<MuteProperties> mute) {

	/**
	 * Has no destinations where they can't be read; the constraint reports that.
	 */
	RouteProperties {
		to = Objects.requireNonNullElse(to, List.of());
	}

}
