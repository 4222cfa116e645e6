package io.onsrelay.admin.destinations;

import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.delivery.destination.DestinationPause;
import io.onsrelay.delivery.destination.DestinationReport;
import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.delivery.destination.HourlyCount;
import io.onsrelay.delivery.operator.RemovalResult;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.testmessage.TestKind;
import io.onsrelay.testmessage.TestMessages;
import io.onsrelay.testmessage.TestResult;

/**
 * Lists the destinations with what each is doing and what waits for it, pauses and
 * resumes one, sends test messages to one, and redirects or gives up what waits for one
 * that was removed from the configuration.
 */
@RestController
@RequestMapping("/api/destinations")
final class DestinationEndpoint {

	private final Logger logger = LoggerFactory.getLogger(DestinationEndpoint.class);

	private final Destinations destinations;

	private final RemovedDestinations removed;

	private final NotifierRegistry notifiers;

	private final TestMessages testMessages;

	DestinationEndpoint(Destinations destinations, RemovedDestinations removed, NotifierRegistry notifiers,
			TestMessages testMessages) {
		this.destinations = destinations;
		this.removed = removed;
		this.notifiers = notifiers;
		this.testMessages = testMessages;
	}

	@Summary(value = "Lists the destinations, with what each is doing and what waits for it.", example = """
			{"items": [{"destination": "slack/ops", "configured": true, "state": "working", "pending": 2,
			"oldest": "2026-03-01T12:00:00Z", "dead": 0}], "next": null}""")
	@GetMapping
	PageView<DestinationView> list() {
		return PageView.whole(this.destinations.list().stream().map(DestinationView::of).toList());
	}

	@Summary("Shows a destination, with what it is doing.")
	@GetMapping("/{kind}/{name}")
	DestinationView find(@PathVariable String kind, @PathVariable String name) {
		return DestinationView.of(known(destination(kind, name)));
	}

	/**
	 * Pauses a destination at all replicas, until it is resumed.
	 */
	@Summary("Pauses a destination at all replicas, until it is resumed.")
	@PostMapping("/{kind}/{name}/pause")
	DestinationView pause(@PathVariable String kind, @PathVariable String name,
			@RequestParam(defaultValue = "") String reason, Principal operator) {
		Destination destination = called(destination(kind, name));
		try {
			if (this.destinations.pause(destination, operator.getName(), reason).isEmpty()) {
				throw Problems.conflict("%s is paused already%s.".formatted(destination, byWhom(destination)));
			}
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest("reason: " + ex.getMessage());
		}
		return DestinationView.of(known(destination));
	}

	private String byWhom(Destination destination) {
		return this.destinations.find(destination)
			.map(DestinationReport::pause)
			.map((pause) -> ", by %s since %s".formatted(pause.by(), pause.at()))
			.orElse("");
	}

	/**
	 * Resumes a destination, whether or not it is configured.
	 */
	@Summary("Resumes a destination that is paused.")
	@PostMapping("/{kind}/{name}/resume")
	Resumed resume(@PathVariable String kind, @PathVariable String name, Principal operator) {
		Destination destination = destination(kind, name);
		return this.destinations.resume(destination, operator.getName())
			.map((pause) -> new Resumed(destination.toString(), pause))
			.orElseThrow(() -> Problems.conflict("%s is not paused.".formatted(destination)));
	}

	/**
	 * What happened in the last 24 hours, hour by hour.
	 */
	@Summary("Counts what happened at each destination in the last day, by the hour.")
	@GetMapping("/hours")
	PageView<DayView> hours() {
		return PageView.whole(this.destinations.lastDay()
			.entrySet()
			.stream()
			.map((day) -> new DayView(day.getKey().toString(), day.getValue()))
			.toList());
	}

	private DestinationReport known(Destination destination) {
		return this.destinations.find(destination)
			.orElseThrow(() -> Problems.notFound(this.notifiers.noSuchCalled(destination)));
	}

	@Summary("Redirects what waits for a removed destination to another one.")
	@PostMapping("/{kind}/{name}/redirect")
	Redirected redirect(@PathVariable String kind, @PathVariable String name,
			@RequestParam(required = false) @Nullable Destination to, Principal operator) {
		Destination from = removed(kind, name);
		RemovalResult result = this.removed.redirect(from, called(to), operator.getName());
		return new Redirected(result.changed(), result.repeated(), result.inFlight());
	}

	@Summary("Makes dead letters of what waits for a removed destination.")
	@PostMapping("/{kind}/{name}/give-up")
	GivenUp giveUp(@PathVariable String kind, @PathVariable String name, Principal operator) {
		RemovalResult result = this.removed.giveUp(removed(kind, name), operator.getName());
		return new GivenUp(result.changed(), result.inFlight());
	}

	/**
	 * Sends a test message to a configured destination, and waits for the answer.
	 */
	@Summary("Sends a test message to a destination, and waits for the answer.")
	@PostMapping("/{kind}/{name}/test")
	Tested test(@PathVariable String kind, @PathVariable String name,
			@RequestParam(required = false) @Nullable String alarm, Principal operator) {
		Destination destination = destination(kind, name);
		TestResult result;
		try {
			result = this.testMessages.send(destination, TestKind.ofAlarm(alarm));
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest(String.valueOf(ex.getMessage()));
		}
		this.logger.info("Operator {} has sent a test message to {}. {}", operator.getName(), destination,
				result.inWords());
		return new Tested(result.delivered(), result.inWords());
	}

	private Destination removed(String kind, String name) {
		Destination destination = destination(kind, name);
		if (this.notifiers.destinations().contains(destination)) {
			throw Problems
				.conflict("%s is configured, and gets what waits for it. Remove it from the configuration first."
					.formatted(destination));
		}
		if (this.removed.list()
			.stream()
			.noneMatch((one) -> one.destination().equals(destination) && one.pending() > 0)) {
			throw Problems.notFound("Nothing waits for %s.".formatted(destination));
		}
		return destination;
	}

	private static Destination destination(String kind, String name) {
		try {
			return new Destination(kind, name);
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest("A destination is written as kind/name, for example slack/ops.");
		}
	}

	private Destination called(@Nullable Destination to) {
		if (to == null) {
			throw Problems.badRequest(
					"to is missing: name a configured destination. There are: %s.".formatted(this.notifiers.called()
						.keySet()
						.stream()
						.map(Destination::toString)
						.collect(Collectors.joining(", "))));
		}
		if (this.notifiers.written().containsKey(to)) {
			throw Problems
				.badRequest("%s is in the store: it has every message that it is to get since the message was accepted."
					.formatted(to));
		}
		if (!this.notifiers.called().containsKey(to)) {
			throw Problems.badRequest(this.notifiers.noSuchCalled(to));
		}
		return to;
	}

	/**
	 * The end of a pause.
	 *
	 * @param destination the destination that is called again
	 * @param pause the pause that ended
	 */
	record Resumed(String destination, DestinationPause pause) {
	}

	/**
	 * What happened at a destination.
	 *
	 * @param destination the destination
	 * @param hours the hours, the oldest first
	 */
	record DayView(String destination, List<HourlyCount> hours) {
	}

	/**
	 * The result of a redirection.
	 *
	 * @param redirected the number of deliveries that go to the other destination
	 * @param repeated the number of those that do not, since it has their message already
	 * @param inFlight the number of those that another replica still delivers
	 */
	record Redirected(int redirected, int repeated, int inFlight) {
	}

	/**
	 * The answer to a test message.
	 *
	 * @param delivered whether the destination has the message
	 * @param detail what the destination answered, for the operator
	 */
	record Tested(boolean delivered, String detail) {
	}

	/**
	 * The result of giving up.
	 *
	 * @param givenUp the number of deliveries that are dead letters now
	 * @param inFlight the number of those that another replica still delivers
	 */
	record GivenUp(int givenUp, int inFlight) {
	}

}
