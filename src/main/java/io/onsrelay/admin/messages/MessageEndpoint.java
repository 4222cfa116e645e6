package io.onsrelay.admin.messages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.MessageQuery;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.message.MessageDetails;

/**
 * Searches for messages, shows one in full, and returns its exact bytes.
 */
@RestController
@RequestMapping("/api/messages")
final class MessageEndpoint {

	private final MessageSearch search;

	private final MessageDetails details;

	MessageEndpoint(MessageSearch search, MessageDetails details) {
		this.search = search;
		this.details = details;
	}

	@Summary("Finds messages, the newest first.")
	@GetMapping
	MessagePageView list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant until,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String severity,
			@RequestParam(required = false) @Nullable String topic,
			@RequestParam(required = false) @Nullable String type,
			@RequestParam(required = false) @Nullable String resource,
			@RequestParam(required = false) @Nullable String compartment,
			@RequestParam(required = false) @Nullable Destination destination,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable Boolean malformed,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		MessageQuery query = new MessageQuery(q, MessageParameters.time("from", from),
				MessageParameters.time("until", until), MessageParameters.constant("kind", kind, Content.Kind.class),
				MessageParameters.constant("severity", severity, Severity.class), topic, type, resource, compartment,
				destination, MessageParameters.constant("state", state, DeliveryState.class), malformed);
		return MessagePageView.of(this.search.page(query, after, limit), this.search.progress());
	}

	@Summary("Tells one message in full.")
	@GetMapping("/{id}")
	MessageDetailView find(@PathVariable String id) {
		return this.details.find(MessageParameters.id(id)).map(MessageDetailView::of).orElseThrow(() -> unknown(id));
	}

	/**
	 * Returns the exact bytes, to be saved: a browser must not take them for a page of
	 * this service.
	 */
	@Summary("Returns the exact bytes of a message.")
	@GetMapping("/{id}/body")
	ResponseEntity<byte[]> body(@PathVariable String id) {
		MessageId known = MessageParameters.id(id);
		Message message = this.details.message(known).orElseThrow(() -> unknown(id));
		String extension = message.first().json().isContainerNode() ? "json" : message.body().isUtf8() ? "txt" : "bin";
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename("message-%s.%s".formatted(known, extension), StandardCharsets.US_ASCII)
						.build()
						.toString())
			.header("X-Content-Type-Options", "nosniff")
			.header("Content-Security-Policy", "default-src 'none'; sandbox")
			.cacheControl(CacheControl.noStore())
			.body(message.body().bytes());
	}

	@ExceptionHandler(IllegalArgumentException.class)
	ErrorResponseException unreadable(IllegalArgumentException ex) {
		return Problems.badRequest(String.valueOf(ex.getMessage()));
	}

	static ErrorResponseException unknown(String id) {
		return Problems
			.notFound("The journal has no message %s: it never had, or its retention is over.".formatted(id));
	}

}
