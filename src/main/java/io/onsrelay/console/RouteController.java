package io.onsrelay.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.routing.reload.RoutesReload;
import io.onsrelay.search.message.MessageDetails;

/**
 * The routes: which are loaded, how a message is routed by them, and what the files would
 * change.
 */
@Controller
@RequestMapping("/routes")
final class RouteController {

	private static final int MAX_TEXT = 256 * 1024;

	private final Router router;

	private final RoutesReload reload;

	private final RoutesComparison comparison;

	private final MessageExplainer explainer;

	private final MessageDetails messages;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	RouteController(Router router, RoutesReload reload, RoutesComparison comparison, MessageExplainer explainer,
			MessageDetails messages, Supplier<MessageId> ids, Clock clock) {
		this.router = router;
		this.reload = reload;
		this.comparison = comparison;
		this.explainer = explainer;
		this.messages = messages;
		this.ids = ids;
		this.clock = clock;
	}

	@GetMapping
	String routes(@RequestParam(required = false) @Nullable String message,
			@RequestParam(required = false) @Nullable String compare, Model model) {
		if (message != null && !message.isBlank()) {
			explainStored(message.strip(), model);
		}
		if (compare != null) {
			compare(model);
		}
		return page(model);
	}

	private void explainStored(String id, Model model) {
		model.addAttribute("id", id);
		try {
			this.messages.message(MessageId.of(id))
				.ifPresentOrElse((stored) -> model.addAttribute("explanation", this.explainer.explain(stored)),
						() -> model.addAttribute("problem", "There is no message of this id: it may have expired."));
		}
		catch (IllegalArgumentException ex) {
			model.addAttribute("problem", "This is no id of a message: the page of a message shows it.");
		}
	}

	private void compare(Model model) {
		try {
			model.addAttribute("diff", this.comparison.withFiles(RoutesComparison.DEFAULT_LIMIT));
		}
		catch (InvalidConfigurationException ex) {
			model.addAttribute("problem", ex.getMessage());
		}
	}

	/**
	 * Explains a text that a user gives. Nothing is kept or sent.
	 */
	@PostMapping("/explain")
	String explain(@RequestParam(defaultValue = "") String text, Model model) {
		model.addAttribute("text", text);
		if (text.isBlank() || text.length() > MAX_TEXT) {
			model.addAttribute("problem", "Paste a message of at most %,d characters.".formatted(MAX_TEXT));
		}
		else {
			Message message = this.parser.parse(this.ids.get(), this.clock.instant(), new OnsHeaders(Map.of()),
					Body.of(text.getBytes(StandardCharsets.UTF_8)));
			model.addAttribute("explanation", this.explainer.explain(message));
		}
		return page(model);
	}

	private String page(Model model) {
		model.addAttribute("routes", this.router.routes());
		model.addAttribute("status", this.reload.status());
		return "console/routes";
	}

}
