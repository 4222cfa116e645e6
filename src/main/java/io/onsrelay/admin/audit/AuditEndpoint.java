package io.onsrelay.admin.audit;

import java.io.IOException;
import java.security.Principal;
import java.time.Instant;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.PageView;
import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.audit.AuditErasure;
import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.export.AuditExport;
import io.onsrelay.audit.export.NoProofException;
import io.onsrelay.audit.export.RecordProofs;
import io.onsrelay.audit.search.AuditFilter;
import io.onsrelay.audit.search.AuditItem;
import io.onsrelay.audit.search.AuditPage;
import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.audit.standing.BackgroundVerification;
import io.onsrelay.event.MessageId;

/**
 * Lists, exports and proves the records of the audit log.
 */
@RestController
@RequestMapping("/api/audit")
final class AuditEndpoint {

	/**
	 * What {@link Instant} can hold is far more than a number of milliseconds can.
	 */
	private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private static final int MAX_REASON_CHARS = 500;

	private final AuditSearch search;

	private final AuditExport export;

	private final RecordProofs proofs;

	private final BackgroundVerification verification;

	private final AuditErasure erasure;

	AuditEndpoint(AuditSearch search, AuditExport export, RecordProofs proofs, BackgroundVerification verification,
			AuditErasure erasure) {
		this.search = search;
		this.export = export;
		this.proofs = proofs;
		this.verification = verification;
		this.erasure = erasure;
	}

	@Summary("Lists the records of the audit log, the newest first.")
	@GetMapping
	PageView<AuditItem> list(@RequestParam(required = false) @Nullable String message,
			@RequestParam(required = false) @Nullable String resource,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String topic,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		try {
			AuditPage page = this.search.page(filter(message, resource, kind, type, topic, from, until), after, limit);
			return new PageView<>(page.items(), page.next());
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	@Summary("Exports records, as NDJSON that verifies offline or as CSV.")
	@GetMapping("/export")
	void export(@RequestParam(defaultValue = "ndjson") String format,
			@RequestParam(required = false) @Nullable String message,
			@RequestParam(required = false) @Nullable String resource,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String topic,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until, HttpServletResponse response) throws IOException {
		AuditFilter filter = filter(message, resource, kind, type, topic, from, until);
		switch (format) {
			case "ndjson" -> {
				if (!filter.isOfTime()) {
					throw Problems.badRequest("An export as ndjson is a span of time with its proof: it takes from and "
							+ "until. For other filters, use format=csv.");
				}
				begin(response, "application/x-ndjson", "audit.ndjson");
				this.export.json(from, until, response.getOutputStream());
			}
			case "csv" -> {
				begin(response, "text/csv;charset=UTF-8", "audit.csv");
				this.export.csv(filter, response.getOutputStream());
			}
			default -> throw Problems.badRequest("format must be ndjson or csv.");
		}
	}

	private static void begin(HttpServletResponse response, String type, String file) {
		response.setContentType(type);
		response.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(file));
	}

	@Summary("Proves that a record is in the audit log.")
	@GetMapping("/{message}/proof")
	ResponseEntity<String> prove(@PathVariable String message,
			@RequestParam(required = false) @Nullable String destination) {
		try {
			return ResponseEntity.ok()
				.contentType(MediaType.APPLICATION_JSON)
				.body(this.proofs.prove(message, destination));
		}
		catch (NoProofException ex) {
			throw Problems.notFound(ex.getMessage() + ".");
		}
	}

	@Summary("Tells the newest checkpoint, and how far the log was verified.")
	@GetMapping("/checkpoint")
	StandingView checkpoint() {
		return StandingView.of(this.verification.standing());
	}

	@Summary("Verifies the audit log now, in the background.")
	@PostMapping("/verify")
	ResponseEntity<Void> verify() {
		this.verification.verifyNow();
		return ResponseEntity.accepted().build();
	}

	@Summary("Erases the body of a message for good, and records that.")
	@PostMapping("/{message}/erase")
	ResponseEntity<Void> erase(@PathVariable String message, @RequestParam(defaultValue = "") String reason,
			Principal operator) {
		if (!this.erasure.erase(id(message), operator.getName(), checked(reason))) {
			throw Problems.notFound("The audit log has no body of the message %s.".formatted(message));
		}
		return ResponseEntity.noContent().build();
	}

	private static String checked(String reason) {
		String words = reason.strip();
		if (words.isEmpty() || words.length() > MAX_REASON_CHARS) {
			throw Problems
				.badRequest("reason: say in 1 to %d characters why the body is erased.".formatted(MAX_REASON_CHARS));
		}
		if (!OperatorChange.isLine(words)) {
			throw Problems.badRequest("reason must be one line without control characters.");
		}
		return words;
	}

	private static MessageId id(String message) {
		try {
			return MessageId.of(message);
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest("%s is not the id of a message.".formatted(message));
		}
	}

	private static AuditFilter filter(@Nullable String message, @Nullable String resource, @Nullable String kind,
			@Nullable String type, @Nullable String topic, @Nullable Instant from, @Nullable Instant until) {
		try {
			return new AuditFilter(message, resource, kind, type, topic, time("from", from), time("until", until));
		}
		catch (IllegalArgumentException ex) {
			throw Problems.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	private static @Nullable Instant time(String parameter, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			throw Problems.badRequest("%s must be between %s and %s.".formatted(parameter, EARLIEST, LATEST));
		}
		return time;
	}

}
