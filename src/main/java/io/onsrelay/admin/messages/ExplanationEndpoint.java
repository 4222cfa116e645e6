package io.onsrelay.admin.messages;

import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
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

import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageIds;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.notifier.Destination;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.search.message.MessageDetails;

/**
 * Explains and renders messages, those of the journal and those in a request, as the
 * commands {@code explain} and {@code render} do. Nothing is sent and nothing is kept.
 */
@RestController
@RequestMapping("/api")
final class ExplanationEndpoint {

	/**
	 * More than any topic carries:
	 * https://docs.oracle.com/en-us/iaas/Content/Notification/home.htm limits a message
	 * to 64 KB, and Connector Hub a batch to 128 KB.
	 */
	private static final int MAX_BODY_BYTES = 1024 * 1024;

	private final MessageDetails details;

	private final MessageExplainer explainer;

	private final MessageParser parser;

	private final MessageIds ids;

	private final Clock clock;

	ExplanationEndpoint(MessageDetails details, MessageExplainer explainer, MessageParser parser, MessageIds ids,
			Clock clock) {
		this.details = details;
		this.explainer = explainer;
		this.parser = parser;
		this.ids = ids;
		this.clock = clock;
	}

	@Summary("Explains where a stored message would go now, and why.")
	@GetMapping("/messages/{id}/explain")
	ExplanationView explain(@PathVariable String id) {
		return ExplanationView.of(this.explainer.explain(stored(id)));
	}

	@Summary("Renders a stored message for a destination.")
	@GetMapping("/messages/{id}/render")
	RenderedMessage render(@PathVariable String id, @RequestParam(required = false) @Nullable Destination destination) {
		return render(stored(id), destination);
	}

	@Summary("Explains where a given message would go, and why.")
	@PostMapping("/explain")
	ExplanationView explain(HttpServletRequest request) throws IOException {
		return ExplanationView.of(this.explainer.explain(given(request)));
	}

	@Summary("Renders a given message for a destination.")
	@PostMapping("/render")
	RenderedMessage render(HttpServletRequest request,
			@RequestParam(required = false) @Nullable Destination destination) throws IOException {
		return render(given(request), destination);
	}

	@ExceptionHandler(IllegalArgumentException.class)
	ErrorResponseException unreadable(IllegalArgumentException ex) {
		return Problems.badRequest(String.valueOf(ex.getMessage()));
	}

	private RenderedMessage render(Message message, @Nullable Destination destination) {
		Destination to = MessageParameters.destination(destination);
		return new RenderedMessage(to.toString(), this.explainer.render(message, to));
	}

	private Message stored(String id) {
		return this.details.message(MessageParameters.id(id)).orElseThrow(() -> MessageEndpoint.unknown(id));
	}

	private Message given(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
		if (body.length > MAX_BODY_BYTES) {
			throw Problems.of(HttpStatus.CONTENT_TOO_LARGE,
					"The message has more than %d bytes.".formatted(MAX_BODY_BYTES));
		}
		if (body.length == 0) {
			throw Problems.badRequest("The body is missing: send a message as OCI Notifications does.");
		}
		Map<String, String> headers = Collections.list(request.getHeaderNames())
			.stream()
			.filter(OnsHeaders::isOnsHeader)
			.collect(Collectors.toMap((name) -> name, request::getHeader, (first, _) -> first));
		return this.parser.parse(this.ids.next(), this.clock.instant(), new OnsHeaders(headers), Body.of(body));
	}

	/**
	 * What a destination would get.
	 *
	 * @param destination the destination
	 * @param payloads a payload for each part that it gets by itself; none if the kind
	 * shows no preview
	 */
	record RenderedMessage(String destination, List<String> payloads) {
	}

}
