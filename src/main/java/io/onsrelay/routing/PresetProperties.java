package io.onsrelay.routing;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a preset, below {@code relay.preset.<name>}.
 *
 * @param to the destinations of its routes, each written kind/name; may be left out if
 * only one destination notifies users
 */
record PresetProperties(@DefaultValue List<String> to) {
}
