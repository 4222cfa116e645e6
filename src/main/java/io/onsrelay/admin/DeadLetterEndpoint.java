package io.onsrelay.admin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.delivery.DeadLetter;
import io.onsrelay.delivery.DeadLetterFilter;
import io.onsrelay.delivery.DeadLetters;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Lists dead letters, shows the attempts of one, and replays one or those of a filter.
 */
@RestController
@RequestMapping("/api/dead-letters")
final class DeadLetterEndpoint {

	private static final int MAX_PAGE_SIZE = 200;

	/**
	 * What {@link Instant} can hold is far more than a number of milliseconds can.
	 */
	private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final DeadLetters deadLetters;

	private final Journal journal;

	DeadLetterEndpoint(DeadLetters deadLetters, Journal journal) {
		this.deadLetters = deadLetters;
		this.journal = journal;
	}

	@GetMapping
	List<DeadLetterView> list(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw problem(HttpStatus.BAD_REQUEST, "limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		if (after < 0) {
			throw problem(HttpStatus.BAD_REQUEST, "after must not be negative.");
		}
		List<DeadLetter> page = this.deadLetters.list(filter(destination, reason, from, until), after, limit);
		Map<Long, Message> messages = messages(page);
		return page.stream().map((letter) -> DeadLetterView.of(letter, messages.get(letter.messageSeq()))).toList();
	}

	@GetMapping("/{id}")
	DeadLetterDetail explain(@PathVariable long id) {
		DeadLetter letter = this.deadLetters.find(id).orElseThrow(unknown(id));
		return new DeadLetterDetail(DeadLetterView.of(letter, messages(List.of(letter)).get(letter.messageSeq())),
				this.deadLetters.attempts(id).stream().map(AttemptView::of).toList());
	}

	@PostMapping("/{id}/replay")
	Replayed replay(@PathVariable long id) {
		DeadLetter letter = this.deadLetters.find(id).orElseThrow(unknown(id));
		if (!this.deadLetters.replay(id)) {
			throw problem(HttpStatus.CONFLICT,
					"%s is no longer configured, or another request replayed it.".formatted(letter.destination()));
		}
		return new Replayed(1);
	}

	@PostMapping("/replay")
	Replayed replay(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") boolean all) {
		DeadLetterFilter filter = filter(destination, reason, from, until);
		if (filter.equals(DeadLetterFilter.ALL) && !all) {
			throw problem(HttpStatus.BAD_REQUEST,
					"Filter by destination, reason, from or until, or replay every dead letter with all=true.");
		}
		return new Replayed(this.deadLetters.replay(filter));
	}

	@ExceptionHandler(StoreUnavailableException.class)
	ErrorResponseException unavailable() {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "The store can't be used now.");
	}

	private static DeadLetterFilter filter(@Nullable Destination destination, @Nullable String reason,
			@Nullable Instant from, @Nullable Instant until) {
		return new DeadLetterFilter(destination, reason(reason), time("from", from), time("until", until));
	}

	private static @Nullable Instant time(String parameter, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw problem(HttpStatus.BAD_REQUEST,
					"%s must be between %s and %s.".formatted(parameter, EARLIEST, LATEST));
		}
		return time;
	}

	/**
	 * Parses a reason, in the form of the meters' tags.
	 */
	private static Outcome.@Nullable Reason reason(@Nullable String word) {
		if (word == null) {
			return null;
		}
		return Arrays.stream(Outcome.Reason.values())
			.filter((reason) -> reason.name().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> problem(HttpStatus.BAD_REQUEST,
					"'%s' is no reason. Reasons are: %s.".formatted(word,
							Arrays.stream(Outcome.Reason.values())
								.map((reason) -> reason.name().toLowerCase(Locale.ROOT))
								.collect(Collectors.joining(", ")))));
	}

	private Map<Long, Message> messages(Collection<DeadLetter> letters) {
		return this.journal.find(letters.stream().map(DeadLetter::messageSeq).toList());
	}

	private static Supplier<ErrorResponseException> unknown(long id) {
		return () -> problem(HttpStatus.NOT_FOUND, "There is no dead letter %d.".formatted(id));
	}

	private static ErrorResponseException problem(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	/**
	 * The result of a replay.
	 *
	 * @param replayed the number of dead letters that are delivered again
	 */
	record Replayed(int replayed) {
	}

}
