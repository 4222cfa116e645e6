package io.onsrelay.console.deadletter;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.Redirects;
import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.presentation.Presenter;

/**
 * The dead letters: a list, one with its attempts, its replay, acknowledgement and
 * deletion.
 */
@Controller
@RequestMapping("/dead-letters")
final class DeadLetterController {

	private static final int PAGE_SIZE = 50;

	private static final int MAX_COMMENT = 500;

	private final DeadLetters deadLetters;

	private final Journal journal;

	private final Presenter presenter;

	private final NotifierRegistry notifiers;

	DeadLetterController(DeadLetters deadLetters, Journal journal, Presenter presenter, NotifierRegistry notifiers) {
		this.deadLetters = deadLetters;
		this.journal = journal;
		this.presenter = presenter;
		this.notifiers = notifiers;
	}

	@GetMapping
	String list(@ModelAttribute("filter") DeadLetterQuery filter, @RequestParam(defaultValue = "0") long after,
			Model model) {
		List<DeadLetter> page = this.deadLetters.list(filter.filter(), Math.max(0, after), PAGE_SIZE);
		model.addAttribute("rows", rows(page));
		model.addAttribute("first", after <= 0);
		model.addAttribute("next",
				(page.size() == PAGE_SIZE) ? filter.pathTo("/dead-letters", page.getLast().id()) : null);
		model.addAttribute("destinations",
				this.notifiers.called().keySet().stream().map(Destination::toString).toList());
		model.addAttribute("reasons",
				Arrays.stream(Outcome.Reason.values())
					.map((reason) -> reason.name().toLowerCase(Locale.ROOT))
					.toList());
		return "console/dead-letters";
	}

	@GetMapping("/{id}")
	String one(@PathVariable long id, Model model) {
		model.addAttribute("row", rows(List.of(known(id))).getFirst());
		model.addAttribute("attempts", this.deadLetters.attempts(id));
		return "console/dead-letter";
	}

	@PostMapping("/{id}/replay")
	View replay(@PathVariable long id, @RequestParam(required = false) @Nullable String message, Principal operator,
			HttpServletRequest request, RedirectAttributes attributes) {
		if (this.deadLetters.replay(id, operator.getName())) {
			Redirects.say(attributes, "Dead letter %d is replayed.".formatted(id));
		}
		else {
			Redirects.fail(attributes,
					"Dead letter %d was not replayed: it was already, or its destination is not configured any more."
						.formatted(id));
		}
		return Redirects.to(request, (message != null) ? "/messages/" + id(message) : "/dead-letters");
	}

	@PostMapping("/{id}/acknowledge")
	View acknowledge(@PathVariable long id, @RequestParam(defaultValue = "") String comment, Principal operator,
			HttpServletRequest request, RedirectAttributes attributes) {
		known(id);
		String objection = Inputs.objection("The comment", comment.strip(), MAX_COMMENT);
		if (objection != null) {
			Redirects.fail(attributes, objection);
			return Redirects.to(request, "/dead-letters/" + id);
		}
		Redirects.say(attributes,
				this.deadLetters.acknowledge(id, operator.getName(), comment.strip())
						? "Dead letter %d is acknowledged.".formatted(id)
						: "Dead letter %d was acknowledged already.".formatted(id));
		return Redirects.to(request, "/dead-letters");
	}

	@PostMapping("/{id}/delete")
	View delete(@PathVariable long id, Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		known(id);
		if (this.deadLetters.delete(id, operator.getName())) {
			Redirects.say(attributes, "Dead letter %d is deleted.".formatted(id));
			return Redirects.to(request, "/dead-letters");
		}
		Redirects.fail(attributes, "Acknowledge dead letter %d before it is deleted.".formatted(id));
		return Redirects.to(request, "/dead-letters/" + id);
	}

	private List<DeadLetterRow> rows(Collection<DeadLetter> letters) {
		Map<Long, Message> messages = this.journal.find(letters.stream().map(DeadLetter::messageSeq).toList());
		return letters.stream().map((letter) -> row(letter, messages.get(letter.messageSeq()))).toList();
	}

	private DeadLetterRow row(DeadLetter letter, @Nullable Message message) {
		String title = (message != null) ? this.presenter.present(message.part(letter.records())).title() : null;
		return DeadLetterRow.of(letter, message, title, this.notifiers.called().containsKey(letter.destination()));
	}

	private DeadLetter known(long id) {
		return this.deadLetters.find(id)
			.orElseThrow(() -> PageProblem
				.notFound("There is no dead letter %d: it was replayed or deleted, or has expired.".formatted(id)));
	}

	private static MessageId id(String message) {
		try {
			return MessageId.of(message);
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.badRequest("message is no id of a message.");
		}
	}

}
