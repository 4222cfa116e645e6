package io.onsrelay.console;

import java.security.Principal;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.LivePart;
import io.onsrelay.console.view.Redirects;
import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.delivery.operator.RemovalResult;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.testmessage.TestKind;
import io.onsrelay.testmessage.TestMessages;
import io.onsrelay.testmessage.TestResult;

/**
 * The destinations: their state, pause and resume, test messages, and what waits for one
 * that was removed.
 */
@Controller
@RequestMapping("/destinations")
final class DestinationController {

	private final Logger logger = LoggerFactory.getLogger(DestinationController.class);

	private final Destinations destinations;

	private final RemovedDestinations removed;

	private final NotifierRegistry notifiers;

	private final TestMessages testMessages;

	DestinationController(Destinations destinations, RemovedDestinations removed, NotifierRegistry notifiers,
			TestMessages testMessages) {
		this.destinations = destinations;
		this.removed = removed;
		this.notifiers = notifiers;
		this.testMessages = testMessages;
	}

	@GetMapping
	String list(Model model) {
		model.addAttribute("cards", cards());
		model.addAttribute("written", this.notifiers.written().keySet());
		return "console/destinations";
	}

	@GetMapping("/live")
	@Nullable String live(Model model, WebRequest request, HttpServletResponse response) {
		List<DestinationCard> cards = cards();
		model.addAttribute("cards", cards);
		return LivePart.isShown(request, response, cards) ? null : "console/destinations :: live";
	}

	@GetMapping("/{kind}/{name}")
	String one(@PathVariable String kind, @PathVariable String name, Model model) {
		model.addAttribute("card", card(destination(kind, name)));
		model.addAttribute("others", this.notifiers.called().keySet());
		return "console/destination";
	}

	@GetMapping("/{kind}/{name}/live")
	@Nullable String live(@PathVariable String kind, @PathVariable String name, Model model, WebRequest request,
			HttpServletResponse response) {
		DestinationCard card = card(destination(kind, name));
		model.addAttribute("card", card);
		return LivePart.isShown(request, response, card) ? null : "console/destination :: live";
	}

	@PostMapping("/{kind}/{name}/pause")
	View pause(@PathVariable String kind, @PathVariable String name, @RequestParam(defaultValue = "") String reason,
			Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		Destination destination = destination(kind, name);
		try {
			boolean paused = this.destinations.pause(destination, operator.getName(), reason.strip()).isPresent();
			Redirects.say(attributes,
					paused ? "%s is paused: what is due waits until it is resumed.".formatted(destination)
							: "%s was paused already.".formatted(destination));
		}
		catch (IllegalArgumentException ex) {
			Redirects.fail(attributes, ex.getMessage());
		}
		return page(request, destination);
	}

	@PostMapping("/{kind}/{name}/resume")
	View resume(@PathVariable String kind, @PathVariable String name, Principal operator, HttpServletRequest request,
			RedirectAttributes attributes) {
		Destination destination = destination(kind, name);
		boolean resumed = this.destinations.resume(destination, operator.getName()).isPresent();
		Redirects.say(attributes, resumed ? "%s is resumed: it gets what waited, in order.".formatted(destination)
				: "%s was not paused.".formatted(destination));
		return page(request, destination);
	}

	@PostMapping("/{kind}/{name}/test")
	View test(@PathVariable String kind, @PathVariable String name, @RequestParam(defaultValue = "") String alarm,
			Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		Destination destination = destination(kind, name);
		try {
			TestResult result = this.testMessages.send(destination, TestKind.ofAlarm(alarm.isEmpty() ? null : alarm));
			this.logger.info("Operator {} has sent a test message to {}. {}", operator.getName(), destination,
					result.inWords());
			if (result.delivered()) {
				Redirects.say(attributes, result.inWords() + ".");
			}
			else {
				Redirects.fail(attributes, result.inWords() + ".");
			}
		}
		catch (IllegalArgumentException ex) {
			Redirects.fail(attributes, ex.getMessage());
		}
		return page(request, destination);
	}

	@PostMapping("/{kind}/{name}/redirect")
	View redirect(@PathVariable String kind, @PathVariable String name, @RequestParam Destination to,
			Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		Destination from = removed(kind, name);
		if (!this.notifiers.called().containsKey(to)) {
			throw PageProblem.badRequest(this.notifiers.noSuchCalled(to));
		}
		RemovalResult result = this.removed.redirect(from, to, operator.getName());
		Redirects.say(attributes,
				"%,d deliveries go to %s; %,d are left out, since it has their message; %,d are in flight."
					.formatted(result.changed(), to, result.repeated(), result.inFlight()));
		return Redirects.to(request, "/destinations");
	}

	@PostMapping("/{kind}/{name}/give-up")
	View giveUp(@PathVariable String kind, @PathVariable String name, Principal operator, HttpServletRequest request,
			RedirectAttributes attributes) {
		RemovalResult result = this.removed.giveUp(removed(kind, name), operator.getName());
		Redirects.say(attributes, "%,d deliveries are dead letters now.".formatted(result.changed()));
		return Redirects.to(request, "/destinations");
	}

	private List<DestinationCard> cards() {
		return this.destinations.list().stream().map((report) -> DestinationCard.of(report, null)).toList();
	}

	private DestinationCard card(Destination destination) {
		return this.destinations.find(destination)
			.map((report) -> DestinationCard.of(report, this.destinations.lastDay().get(destination)))
			.orElseThrow(() -> PageProblem.notFound("There is no destination %s.".formatted(destination)));
	}

	private Destination removed(String kind, String name) {
		Destination destination = destination(kind, name);
		if (this.notifiers.destinations().contains(destination)) {
			throw PageProblem.badRequest("%s is configured, and gets what waits for it.".formatted(destination));
		}
		return destination;
	}

	private static Destination destination(String kind, String name) {
		try {
			return new Destination(kind, name);
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.notFound("A destination is written as kind/name, for example slack/ops.");
		}
	}

	private static View page(HttpServletRequest request, Destination destination) {
		return Redirects.to(request, "/destinations/" + destination);
	}

}
