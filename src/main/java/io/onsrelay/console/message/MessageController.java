package io.onsrelay.console.message;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.LivePart;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.search.MessagePage;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.message.MessageDetail;
import io.onsrelay.search.message.MessageDetails;

/**
 * The messages: a list with a search, and one message with what happened to it.
 */
@Controller
@RequestMapping("/messages")
final class MessageController {

	private static final int PAGE_SIZE = 50;

	private final MessageSearch search;

	private final MessageDetails details;

	private final NotifierRegistry notifiers;

	MessageController(MessageSearch search, MessageDetails details, NotifierRegistry notifiers) {
		this.search = search;
		this.details = details;
		this.notifiers = notifiers;
	}

	@GetMapping
	String list(@ModelAttribute("filter") MessageFilter filter, @RequestParam(required = false) @Nullable String cursor,
			Model model) {
		MessagePage page = page(filter, cursor);
		model.addAttribute("rows", page.items().stream().map(MessageRow::of).toList());
		model.addAttribute("result", page);
		model.addAttribute("first", cursor == null);
		model.addAttribute("progress", this.search.progress());
		model.addAttribute("destinations",
				this.notifiers.called().keySet().stream().map(Destination::toString).toList());
		return "console/messages";
	}

	private MessagePage page(MessageFilter filter, @Nullable String cursor) {
		try {
			return this.search.page(filter.query(), cursor, PAGE_SIZE);
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.badRequest(Objects.requireNonNullElse(ex.getMessage(), "The search can't be read."));
		}
	}

	@GetMapping("/{id}")
	String one(@PathVariable String id, Model model) {
		model.addAttribute("view", ShownMessage.of(detail(id)));
		return "console/message";
	}

	@GetMapping("/{id}/live")
	@Nullable String live(@PathVariable String id, Model model, WebRequest request, HttpServletResponse response) {
		ShownMessage view = ShownMessage.of(detail(id));
		model.addAttribute("view", view);
		return LivePart.isShown(request, response, List.of(view.deliveries(), view.timeline(), view.notSent())) ? null
				: "console/message :: live";
	}

	@GetMapping("/{id}/body")
	ResponseEntity<byte[]> body(@PathVariable String id) {
		MessageId message = id(id);
		return this.details.body(message)
			.map((body) -> ResponseEntity.ok()
				.contentType(MediaType.APPLICATION_OCTET_STREAM)
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename(message + ".txt").build().toString())
				.body(body.bytes()))
			.orElseThrow(missing(id));
	}

	private MessageDetail detail(String id) {
		return this.details.find(id(id)).orElseThrow(missing(id));
	}

	private static MessageId id(String id) {
		try {
			return MessageId.of(id);
		}
		catch (IllegalArgumentException ex) {
			throw missing(id).get();
		}
	}

	private static Supplier<PageProblem> missing(String id) {
		String shown = (id.length() <= 40) ? id : id.substring(0, 40) + "…";
		return () -> PageProblem.notFound("There is no message " + shown + ". It may have expired: "
				+ "relay.journal.retention says how long messages are kept. A test message is not kept at all.");
	}

}
