package io.onsrelay.admin.replays;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.admin.deadletters.DeadLetterParameters;
import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.notifier.Destination;
import io.onsrelay.replay.InvalidReplayException;
import io.onsrelay.replay.Replay;
import io.onsrelay.replay.ReplayKeyException;
import io.onsrelay.replay.ReplayRequest;
import io.onsrelay.replay.Replays;

/**
 * Counts the dead letters of a filter, replays them, and shows their outcome.
 */
@RestController
@RequestMapping("/api/replays")
final class ReplayEndpoint {

	private static final int MAX_PAGE_SIZE = 100;

	private final Replays replays;

	ReplayEndpoint(Replays replays) {
		this.replays = replays;
	}

	@Summary("Counts the dead letters that a replay would make pending.")
	@PostMapping("/dry-run")
	ReplayPlanView plan(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String text) {
		return ReplayPlanView.of(this.replays
			.plan(DeadLetterParameters.filter(destination, reason, from, until, acknowledged, kind, type, text)));
	}

	@Summary("Replays the dead letters that a filter matches.")
	@PostMapping
	ReplayView submit(@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(defaultValue = "false") String acknowledged,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String text,
			@RequestParam(required = false) @Nullable String snapshot,
			@RequestParam(required = false) @Nullable Integer limit, @RequestParam(defaultValue = "false") boolean all,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Principal operator) {
		DeadLetterFilter filter = DeadLetterParameters.narrowed(
				DeadLetterParameters.filter(destination, reason, from, until, acknowledged, kind, type, text), all,
				"replay");
		if (key == null) {
			throw Problems.badRequest(
					"The header Idempotency-Key is missing: send a new UUID with each replay, and the same one with a repetition.");
		}
		return ReplayView.of(this.replays.submit(
				new ReplayRequest(filter, SnapshotText.parse(snapshot), (limit != null) ? limit : this.replays.most()),
				key, operator.getName()));
	}

	@Summary("Lists the replays, the newest first.")
	@GetMapping
	PageView<ReplayView> list(@RequestParam(required = false) @Nullable Long after,
			@RequestParam(defaultValue = "20") int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw Problems.badRequest("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		List<Replay> page = this.replays.list((after != null) ? after : Long.MAX_VALUE, limit);
		return new PageView<>(page.stream().map(ReplayView::of).toList(),
				(page.size() < limit) ? null : String.valueOf(page.getLast().id()));
	}

	@Summary("Tells how far a replay is, and its outcome.")
	@GetMapping("/{id}")
	ReplayView find(@PathVariable long id) {
		return ReplayView.of(known(id));
	}

	@Summary("Stops a replay after the portion in progress.")
	@PostMapping("/{id}/stop")
	ReplayView stop(@PathVariable long id, Principal operator) {
		known(id);
		if (!this.replays.stop(id, operator.getName())) {
			throw Problems.conflict("Replay %d does not run any more.".formatted(id));
		}
		return ReplayView.of(known(id));
	}

	@ExceptionHandler(InvalidReplayException.class)
	ErrorResponseException invalid(InvalidReplayException ex) {
		return Problems.badRequest(String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler(ReplayKeyException.class)
	ErrorResponseException keyReused(ReplayKeyException ex) {
		return Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(ex.getMessage()));
	}

	private Replay known(long id) {
		return this.replays.find(id).orElseThrow(() -> Problems.notFound("There is no replay %d.".formatted(id)));
	}

}
