package io.onsrelay.admin;

import java.security.Principal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.config.Suggestions;
import io.onsrelay.delivery.operator.RemovalResult;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Lists the destinations with what waits for each, and redirects or gives up what waits
 * for one that was removed from the configuration.
 */
@RestController
@RequestMapping("/api/destinations")
final class DestinationEndpoint {

	private final RemovedDestinations removed;

	private final NotifierRegistry notifiers;

	DestinationEndpoint(RemovedDestinations removed, NotifierRegistry notifiers) {
		this.removed = removed;
		this.notifiers = notifiers;
	}

	@GetMapping
	List<DestinationView> list() {
		return this.removed.list().stream().map(DestinationView::of).toList();
	}

	@PostMapping("/{kind}/{name}/redirect")
	Redirected redirect(@PathVariable String kind, @PathVariable String name,
			@RequestParam(required = false) @Nullable Destination to, Principal operator) {
		Destination from = removed(kind, name);
		RemovalResult result = this.removed.redirect(from, called(to), operator.getName());
		return new Redirected(result.changed(), result.repeated(), result.inFlight());
	}

	@PostMapping("/{kind}/{name}/give-up")
	GivenUp giveUp(@PathVariable String kind, @PathVariable String name, Principal operator) {
		RemovalResult result = this.removed.giveUp(removed(kind, name), operator.getName());
		return new GivenUp(result.changed(), result.inFlight());
	}

	@ExceptionHandler(StoreUnavailableException.class)
	ErrorResponseException unavailable() {
		return Problems.storeUnavailable();
	}

	private Destination removed(String kind, String name) {
		Destination destination = destination(kind, name);
		if (this.notifiers.destinations().contains(destination)) {
			throw Problems.of(HttpStatus.CONFLICT,
					"%s is configured, and gets what waits for it. Remove it from the configuration first."
						.formatted(destination));
		}
		if (this.removed.list()
			.stream()
			.noneMatch((one) -> one.destination().equals(destination) && one.pending() > 0)) {
			throw Problems.of(HttpStatus.NOT_FOUND, "Nothing waits for %s.".formatted(destination));
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
		TreeSet<String> called = this.notifiers.called()
			.keySet()
			.stream()
			.map(Destination::toString)
			.collect(Collectors.toCollection(TreeSet::new));
		if (to == null) {
			throw Problems.badRequest("to is missing: name a configured destination. There are: %s."
				.formatted(String.join(", ", called)));
		}
		if (this.notifiers.written().containsKey(to)) {
			throw Problems
				.badRequest("%s is in the store: it has every message that it is to get since the message was accepted."
					.formatted(to));
		}
		if (!called.contains(to.toString())) {
			throw Problems.badRequest("There is no destination '%s'. %sThere are: %s.".formatted(to,
					Suggestions.nearest(to.toString(), called).map("Did you mean %s? "::formatted).orElse(""),
					String.join(", ", called)));
		}
		return to;
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
	 * The result of giving up.
	 *
	 * @param givenUp the number of deliveries that are dead letters now
	 * @param inFlight the number of those that another replica still delivers
	 */
	record GivenUp(int givenUp, int inFlight) {
	}

}
