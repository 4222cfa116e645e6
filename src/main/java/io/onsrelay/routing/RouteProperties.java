package io.onsrelay.routing;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

import io.onsrelay.event.Severity;

/**
 * An entry of {@code relay.routes}.
 *
 * @param name the name of the route in notifications and logs; route-1, route-2 and so on
 * where there is none
 * @param condition which messages the route applies to, as the JSON of a condition of an
 * OCI Events rule; all of them where there is none
 * @param to the destinations, each written kind/name
 * @param severity how bad the messages are: info, warning, error or critical; where it is
 * left out, each notifier judges by the message
 */
record RouteProperties(@Nullable String name, @DefaultValue("{}") String condition, @NotEmpty List<String> to,
		@Nullable Severity severity) {
}
