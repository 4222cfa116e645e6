package io.onsrelay.console.deadletter;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.LivePart;
import io.onsrelay.console.view.Redirects;
import io.onsrelay.replay.InvalidReplayException;
import io.onsrelay.replay.Replay;
import io.onsrelay.replay.ReplayKeyException;
import io.onsrelay.replay.ReplayPlan;
import io.onsrelay.replay.ReplayRequest;
import io.onsrelay.replay.ReplaySnapshot;
import io.onsrelay.replay.Replays;

/**
 * Replays of many dead letters: what one would replay, its submission, and its progress.
 */
@Controller
@RequestMapping("/dead-letters/replays")
final class ReplayController {

	private static final int PAGE_SIZE = 50;

	private final Replays replays;

	ReplayController(Replays replays) {
		this.replays = replays;
	}

	@GetMapping
	String list(@RequestParam(defaultValue = "0") long before, Model model) {
		List<Replay> page = this.replays.list((before > 0) ? before : Long.MAX_VALUE, PAGE_SIZE);
		model.addAttribute("replays", page);
		model.addAttribute("next",
				(page.size() == PAGE_SIZE) ? "/dead-letters/replays?before=" + page.getLast().id() : null);
		return "console/replays";
	}

	@GetMapping("/new")
	String plan(@ModelAttribute("filter") DeadLetterQuery filter, Model model) {
		ReplayPlan plan = this.replays.plan(filter.filter());
		model.addAttribute("plan", plan);
		model.addAttribute("limit", Math.min(plan.matching(), plan.most()));
		model.addAttribute("key", UUID.randomUUID().toString());
		return "console/replay-new";
	}

	@PostMapping
	View submit(@ModelAttribute("filter") DeadLetterQuery filter, @RequestParam long last, @RequestParam String at,
			@RequestParam int limit, @RequestParam String key, Principal operator, HttpServletRequest request,
			RedirectAttributes attributes) {
		Instant taken = Objects.requireNonNull(Inputs.time("at", at, null), "at");
		try {
			Replay replay = this.replays.submit(
					new ReplayRequest(filter.filter(), new ReplaySnapshot(last, taken), limit), key,
					operator.getName());
			return Redirects.to(request, "/dead-letters/replays/" + replay.id());
		}
		catch (InvalidReplayException | ReplayKeyException ex) {
			Redirects.fail(attributes, ex.getMessage());
			return Redirects.to(request, filter.pathTo("/dead-letters/replays/new", 0));
		}
	}

	@GetMapping("/{id}")
	String one(@PathVariable long id, Model model) {
		model.addAttribute("replay", known(id));
		return "console/replay";
	}

	@GetMapping("/{id}/live")
	@Nullable String live(@PathVariable long id, Model model, WebRequest request, HttpServletResponse response) {
		Replay replay = known(id);
		model.addAttribute("replay", replay);
		return LivePart.isShown(request, response, replay) ? null : "console/replay :: live";
	}

	@PostMapping("/{id}/stop")
	View stop(@PathVariable long id, Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		Redirects.say(attributes,
				this.replays.stop(id, operator.getName())
						? "Replay %d stops. What it has replayed stays replayed.".formatted(id)
						: "Replay %d does not run any more.".formatted(id));
		return Redirects.to(request, "/dead-letters/replays/" + id);
	}

	private Replay known(long id) {
		return this.replays.find(id).orElseThrow(() -> PageProblem.notFound("There is no replay %d.".formatted(id)));
	}

}
