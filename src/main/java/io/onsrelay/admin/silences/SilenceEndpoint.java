package io.onsrelay.admin.silences;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.RequestFields;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.event.MessageId;
import io.onsrelay.silence.InvalidSilenceException;
import io.onsrelay.silence.Silences;
import io.onsrelay.silence.UnconfirmedSilenceException;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.silence.model.SilenceState;

/**
 * Previews, creates, ends and lists silences, and lists and sends what they hold back.
 */
@RestController
@RequestMapping("/api/silences")
final class SilenceEndpoint {

	private static final int MAX_PAGE_SIZE = 200;

	private final Silences silences;

	SilenceEndpoint(Silences silences) {
		this.silences = silences;
	}

	@Summary("Lists the silences, the newest first.")
	@GetMapping
	PageView<SilenceView> list(@RequestParam(defaultValue = "all") String state,
			@RequestParam(required = false) @Nullable Long after, @RequestParam(defaultValue = "50") int limit) {
		Instant now = this.silences.now();
		List<Silence> page = this.silences.list(state(state), (after != null) ? after : Long.MAX_VALUE, checked(limit));
		return new PageView<>(page.stream().map((silence) -> SilenceView.of(silence, now)).toList(),
				(page.size() < limit) ? null : String.valueOf(page.getLast().id()));
	}

	@Summary("Tells one silence.")
	@GetMapping("/{id}")
	SilenceView find(@PathVariable long id) {
		return view(known(id));
	}

	/**
	 * Fills in a silence from a message.
	 */
	@Summary("Fills a silence in from a message.")
	@GetMapping("/draft")
	Draft draft(@RequestParam MessageId message) {
		SilenceDraft draft = this.silences.draft(message)
			.orElseThrow(() -> Problems.notFound("There is no message %s.".formatted(message)));
		return new Draft(draft.condition(), draft.until());
	}

	@Summary("Tells what a silence would have held back in the last 24 hours.")
	@PostMapping("/preview")
	SilencePreviewView preview(@RequestBody(required = false) @Nullable JsonNode body) {
		return SilencePreviewView
			.of(this.silences.preview(RequestFields.of(body, List.of("condition")).condition("condition")));
	}

	@Summary("Creates a silence.")
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	SilenceView create(@RequestBody(required = false) @Nullable JsonNode body,
			@RequestParam(defaultValue = "false") boolean confirm, Principal operator) {
		RequestFields fields = RequestFields.of(body, List.of("condition", "until", "reason"));
		SilenceDraft draft = new SilenceDraft(fields.condition("condition"), fields.time("until"),
				fields.text("reason"));
		return view(this.silences.create(draft, confirm, operator.getName()));
	}

	@Summary("Ends a silence before its time.")
	@PostMapping("/{id}/end")
	SilenceView end(@PathVariable long id, Principal operator) {
		known(id);
		if (!this.silences.end(id, operator.getName())) {
			throw Problems.conflict("Silence %d has ended already.".formatted(id));
		}
		return view(known(id));
	}

	@Summary("Lists what a silence held back.")
	@GetMapping("/{id}/held")
	PageView<HeldDeliveryView> held(@PathVariable long id, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "50") int limit) {
		known(id);
		List<HeldDelivery> page = this.silences.held(id, after, checked(limit));
		return new PageView<>(page.stream().map(HeldDeliveryView::of).toList(),
				(page.size() < limit) ? null : String.valueOf(page.getLast().id()));
	}

	@Summary("Sends what a silence held back, one delivery or all.")
	@PostMapping("/{id}/send")
	SendResult send(@PathVariable long id, @RequestParam(required = false) @Nullable Long held,
			@RequestParam(defaultValue = "false") boolean all, Principal operator) {
		known(id);
		if ((held != null) == all) {
			throw Problems.badRequest("Name the delivery with held, or send everything with all=true.");
		}
		return (held != null) ? this.silences.send(id, held, operator.getName())
				: this.silences.sendAll(id, operator.getName());
	}

	@ExceptionHandler(InvalidSilenceException.class)
	ErrorResponseException invalid(InvalidSilenceException ex) {
		return Problems.badRequest(String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler(UnconfirmedSilenceException.class)
	ErrorResponseException unconfirmed(UnconfirmedSilenceException ex) {
		return Problems.conflict("%s Then send it again with confirm=true.".formatted(ex.getMessage()));
	}

	private Silence known(long id) {
		return this.silences.find(id).orElseThrow(() -> Problems.notFound("There is no silence %d.".formatted(id)));
	}

	private SilenceView view(Silence silence) {
		return SilenceView.of(silence, this.silences.now());
	}

	private static int checked(int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw Problems.badRequest("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		return limit;
	}

	private static SilenceState state(String word) {
		return Arrays.stream(SilenceState.values())
			.filter((state) -> state.name().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> Problems.badRequest("state must be active, ended or all."));
	}

	/**
	 * A silence that is filled in from a message.
	 *
	 * @param condition what it matches; empty if the message has nothing that a condition
	 * could name
	 * @param until when it would end
	 */
	record Draft(String condition, Instant until) {
	}

}
