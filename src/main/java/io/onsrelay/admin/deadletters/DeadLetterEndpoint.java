package io.onsrelay.admin.deadletters;

import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;

/**
 * Lists dead letters, shows the attempts of one, replays or acknowledges one or those of
 * a filter, and deletes one that is acknowledged.
 */
@RestController
@RequestMapping("/api/dead-letters")
final class DeadLetterEndpoint {

	private static final int MAX_PAGE_SIZE = 200;

	private final DeadLetters deadLetters;

	private final Journal journal;

	DeadLetterEndpoint(DeadLetters deadLetters, Journal journal) {
		this.deadLetters = deadLetters;
		this.journal = journal;
	}

	@Summary(value = "Lists dead letters, oldest first.", example = """
			{"items": [{"id": 813, "destination": "slack/ops", "route": "all",
			"message": "0195aa3c-5e10-7c1e-b4c6-2f1d3a6f9b11", "records": null,
			"type": "com.oraclecloud.computeapi.terminateinstance.end", "resource": "ocid1.instance.oc1.phx.x",
			"occurredAt": "2026-03-01T12:00:00Z", "receivedAt": "2026-03-01T12:00:01Z",
			"deadLetteredAt": "2026-03-01T12:00:02Z", "attempts": 1, "reason": "auth", "detail": "no_service",
			"acknowledgement": null}], "next": "813"}""")
	@GetMapping
	PageView<DeadLetterView> list(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String text, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw Problems.badRequest("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		if (after < 0) {
			throw Problems.badRequest("after must not be negative.");
		}
		List<DeadLetter> page = this.deadLetters.list(
				DeadLetterParameters.filter(destination, reason, from, until, acknowledged, kind, type, text), after,
				limit);
		Map<Long, Message> messages = messages(page);
		return new PageView<>(
				page.stream().map((letter) -> DeadLetterView.of(letter, messages.get(letter.messageSeq()))).toList(),
				(page.size() < limit) ? null : String.valueOf(page.getLast().id()));
	}

	@Summary("Shows a dead letter with every failed attempt.")
	@GetMapping("/{id}")
	DeadLetterDetail explain(@PathVariable long id) {
		DeadLetter letter = known(id);
		return new DeadLetterDetail(DeadLetterView.of(letter, messages(List.of(letter)).get(letter.messageSeq())),
				this.deadLetters.attempts(id).stream().map(AttemptView::of).toList());
	}

	@Summary("Delivers a dead letter again.")
	@PostMapping("/{id}/replay")
	Replayed replay(@PathVariable long id, Principal operator) {
		DeadLetter letter = known(id);
		if (!this.deadLetters.replay(id, operator.getName())) {
			throw Problems.conflict(
					"%s is no longer configured, or another request replayed it.".formatted(letter.destination()));
		}
		return new Replayed(1);
	}

	@Summary("Delivers the dead letters of a filter again.")
	@PostMapping("/replay")
	Replayed replay(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged,
			@RequestParam(defaultValue = "false") boolean all, Principal operator) {
		DeadLetterFilter filter = DeadLetterParameters.narrowed(
				DeadLetterParameters.filter(destination, reason, from, until, acknowledged, null, null, null), all,
				"replay");
		return new Replayed(this.deadLetters.replay(filter, operator.getName()));
	}

	@Summary("Acknowledges a dead letter that nothing is to be done about.")
	@PostMapping("/{id}/acknowledge")
	Acknowledged acknowledge(@PathVariable long id, @RequestParam(required = false) @Nullable String comment,
			Principal operator) {
		Comment why = Comment.of(comment);
		DeadLetter letter = known(id);
		if (!this.deadLetters.acknowledge(letter.id(), operator.getName(), why.text())) {
			throw Problems.conflict("Dead letter %d is acknowledged already.".formatted(id));
		}
		return new Acknowledged(1);
	}

	@Summary("Acknowledges the dead letters of a filter.")
	@PostMapping("/acknowledge")
	Acknowledged acknowledge(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until, @RequestParam(defaultValue = "false") boolean all,
			@RequestParam(required = false) @Nullable String comment, Principal operator) {
		DeadLetterFilter filter = DeadLetterParameters.narrowed(
				DeadLetterParameters.filter(destination, reason, from, until, "false", null, null, null), all,
				"acknowledge");
		Comment why = Comment.of(comment);
		return new Acknowledged(this.deadLetters.acknowledge(filter, operator.getName(), why.text()));
	}

	@Summary("Deletes a dead letter that is acknowledged.")
	@DeleteMapping("/{id}")
	Deleted delete(@PathVariable long id, Principal operator) {
		DeadLetter letter = known(id);
		if (!this.deadLetters.delete(letter.id(), operator.getName())) {
			throw Problems.conflict("Acknowledge dead letter %d before it is deleted.".formatted(id));
		}
		return new Deleted(1);
	}

	private Map<Long, Message> messages(Collection<DeadLetter> letters) {
		return this.journal.find(letters.stream().map(DeadLetter::messageSeq).toList());
	}

	private DeadLetter known(long id) {
		return this.deadLetters.find(id)
			.orElseThrow(() -> Problems.notFound("There is no dead letter %d.".formatted(id)));
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
