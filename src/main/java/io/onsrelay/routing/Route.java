package io.onsrelay.routing;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.routing.mute.MuteWindow;

/**
 * Sends the messages that match a condition to destinations.
 *
 * @param name the name of the route in notifications and logs
 * @param condition what messages must match
 * @param unless what they must not match; {@code null} if there are no exceptions
 * @param to the destinations
 * @param mute the windows in which it is muted
 * @param overrides how its messages are shown
 */
record Route(String name, Condition condition, @Nullable Condition unless, List<Destination> to, List<MuteWindow> mute,
		PresentationOverrides overrides) {

	/**
	 * The exception applies, or the condition matches only the first content of a batch.
	 */
	private static final String OTHER_MISMATCH = "the condition fits, but something else in the route holds it back";

	/**
	 * Keeps copies of the lists.
	 */
	Route {
		to = List.copyOf(to);
		mute = List.copyOf(mute);
	}

	/**
	 * Return what this route applies to.
	 * @param message the message
	 * @return the indexes of the contents that match the condition and are not excepted;
	 * in a batch, one is enough for the route to apply
	 */
	BitSet matching(Message message) {
		BitSet matching = new BitSet();
		List<Content> contents = message.contents();
		for (int i = 0; i < contents.size(); i++) {
			matching.set(i, appliesTo(contents.get(i)));
		}
		return matching;
	}

	/**
	 * Return whether this route is muted.
	 * @param time the time
	 * @return {@code true} if one of its windows covers the time
	 */
	boolean isMuted(Instant time) {
		return this.mute.stream().anyMatch((window) -> window.covers(time));
	}

	RouteDescription describe() {
		return new RouteDescription(this.name, this.condition.toString(),
				(this.unless != null) ? this.unless.toString() : "",
				this.mute.stream().map(MuteWindow::describe).toList(), this.to);
	}

	RouteExplanation explain(Message message) {
		if (!matching(message).isEmpty()) {
			return new RouteExplanation(this.name, null);
		}
		return new RouteExplanation(this.name, this.condition.mismatch(message.first().json()).orElse(OTHER_MISMATCH));
	}

	private boolean appliesTo(Content content) {
		return this.condition.matches(content.json()) && (this.unless == null || !this.unless.matches(content.json()));
	}

}
