package io.onsrelay.admin;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Lists dead letters, shows the attempts of one, replays or acknowledges one or those of
 * a filter, and deletes one that is acknowledged.
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
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw Problems.badRequest("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		if (after < 0) {
			throw Problems.badRequest("after must not be negative.");
		}
		List<DeadLetter> page = this.deadLetters
			.list(filter(destination, reason, from, until, acknowledged(acknowledged)), after, limit);
		Map<Long, Message> messages = messages(page);
		return page.stream().map((letter) -> DeadLetterView.of(letter, messages.get(letter.messageSeq()))).toList();
	}

	@GetMapping("/{id}")
	DeadLetterDetail explain(@PathVariable long id) {
		DeadLetter letter = known(id);
		return new DeadLetterDetail(DeadLetterView.of(letter, messages(List.of(letter)).get(letter.messageSeq())),
				this.deadLetters.attempts(id).stream().map(AttemptView::of).toList());
	}

	@PostMapping("/{id}/replay")
	Replayed replay(@PathVariable long id, Principal operator) {
		DeadLetter letter = known(id);
		if (!this.deadLetters.replay(id, operator.getName())) {
			throw Problems.of(HttpStatus.CONFLICT,
					"%s is no longer configured, or another request replayed it.".formatted(letter.destination()));
		}
		return new Replayed(1);
	}

	@PostMapping("/replay")
	Replayed replay(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged,
			@RequestParam(defaultValue = "false") boolean all, Principal operator) {
		DeadLetterFilter filter = narrowed(filter(destination, reason, from, until, acknowledged(acknowledged)), all,
				"replay");
		return new Replayed(this.deadLetters.replay(filter, operator.getName()));
	}

	@PostMapping("/{id}/acknowledge")
	Acknowledged acknowledge(@PathVariable long id, @RequestParam(required = false) @Nullable String comment,
			Principal operator) {
		Comment why = Comment.of(comment);
		DeadLetter letter = known(id);
		if (!this.deadLetters.acknowledge(letter.id(), operator.getName(), why.text())) {
			throw Problems.of(HttpStatus.CONFLICT, "Dead letter %d is acknowledged already.".formatted(id));
		}
		return new Acknowledged(1);
	}

	@PostMapping("/acknowledge")
	Acknowledged acknowledge(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until, @RequestParam(defaultValue = "false") boolean all,
			@RequestParam(required = false) @Nullable String comment, Principal operator) {
		DeadLetterFilter filter = narrowed(filter(destination, reason, from, until, false), all, "acknowledge");
		Comment why = Comment.of(comment);
		return new Acknowledged(this.deadLetters.acknowledge(filter, operator.getName(), why.text()));
	}

	@DeleteMapping("/{id}")
	Deleted delete(@PathVariable long id, Principal operator) {
		DeadLetter letter = known(id);
		if (!this.deadLetters.delete(letter.id(), operator.getName())) {
			throw Problems.of(HttpStatus.CONFLICT, "Acknowledge dead letter %d before it is deleted.".formatted(id));
		}
		return new Deleted(1);
	}

	@ExceptionHandler(StoreUnavailableException.class)
	ErrorResponseException unavailable() {
		return Problems.storeUnavailable();
	}

	private static DeadLetterFilter filter(@Nullable Destination destination, @Nullable String reason,
			@Nullable Instant from, @Nullable Instant until, @Nullable Boolean acknowledged) {
		return new DeadLetterFilter(destination, reason(reason), time("from", from), time("until", until),
				acknowledged);
	}

	private static DeadLetterFilter narrowed(DeadLetterFilter filter, boolean all, String change) {
		if (filter.isOfAll() && !all) {
			throw Problems
				.badRequest("Filter by destination, reason, from or until, or %s every dead letter with all=true."
					.formatted(change));
		}
		return filter;
	}

	private static @Nullable Boolean acknowledged(String word) {
		return switch (word) {
			case "false" -> false;
			case "true" -> true;
			case "all" -> null;
			default -> throw Problems.badRequest("acknowledged must be false, true or all.");
		};
	}

	private static @Nullable Instant time(String parameter, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw Problems.badRequest("%s must be between %s and %s.".formatted(parameter, EARLIEST, LATEST));
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
			.orElseThrow(() -> Problems.badRequest("'%s' is no reason. Reasons are: %s.".formatted(word,
					Arrays.stream(Outcome.Reason.values())
						.map((reason) -> reason.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")))));
	}

	private Map<Long, Message> messages(Collection<DeadLetter> letters) {
		return this.journal.find(letters.stream().map(DeadLetter::messageSeq).toList());
	}

	private DeadLetter known(long id) {
		return this.deadLetters.find(id)
			.orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no dead letter %d.".formatted(id)));
	}

	/**
	 * The result of a replay.
	 *
	 * @param replayed the number of dead letters that are delivered again
	 */
	record Replayed(int replayed) {
	}

	/**
	 * The result of an acknowledgement.
	 *
	 * @param acknowledged the number of dead letters that were acknowledged now
	 */
	record Acknowledged(int acknowledged) {
	}

	/**
	 * The result of a deletion.
	 *
	 * @param deleted the number of dead letters that were deleted
	 */
	record Deleted(int deleted) {
	}

}
