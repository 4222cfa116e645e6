package io.onsrelay.console.silence;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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
import org.springframework.web.util.UriComponentsBuilder;

import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.Redirects;
import io.onsrelay.event.MessageId;
import io.onsrelay.search.message.MessageDetails;
import io.onsrelay.silence.InvalidSilenceException;
import io.onsrelay.silence.Silences;
import io.onsrelay.silence.UnconfirmedSilenceException;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.silence.model.SendResult;
import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.silence.model.SilencePreview;
import io.onsrelay.silence.model.SilenceState;

/**
 * The silences: a list, a new one with its preview, and what one has held back.
 */
@Controller
@RequestMapping("/silences")
final class SilenceController {

	private static final int PAGE_SIZE = 50;

	private final Silences silences;

	private final MessageDetails messages;

	private final Clock clock;

	SilenceController(Silences silences, MessageDetails messages, Clock clock) {
		this.silences = silences;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping
	String list(@RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "0") long before,
			Model model) {
		SilenceState which = Objects.requireNonNullElse(Inputs.word("state", state, SilenceState.class),
				SilenceState.ACTIVE);
		Instant now = this.clock.instant();
		List<Silence> page = this.silences.list(which, (before > 0) ? before : Long.MAX_VALUE, PAGE_SIZE);
		model.addAttribute("state", which.name().toLowerCase(Locale.ROOT));
		model.addAttribute("rows",
				page.stream().map((silence) -> new SilenceRow(silence, silence.isActive(now))).toList());
		model.addAttribute("next", (page.size() == PAGE_SIZE) ? page.getLast().id() : null);
		return "console/silences";
	}

	@GetMapping("/new")
	String form(@ModelAttribute("form") SilenceForm form, HttpServletRequest request, Model model) {
		SilenceForm filled = filled(form);
		model.addAttribute("form", filled);
		model.addAttribute("unfilled", filled.message() != null && filled.isWithoutCondition());
		model.addAttribute("lengths", SilenceForm.lengths(this.silences.maxDuration()));
		model.addAttribute("most", this.silences.maxDuration());
		if (filled.isPreviewed()) {
			try {
				SilencePreview preview = this.silences.preview(Objects.requireNonNull(filled.condition()));
				model.addAttribute("preview", preview);
				model.addAttribute("percent", Math.round(100 * preview.share()));
				model.addAttribute("end", filled.end(this.clock.instant(), zone(form.tz())));
			}
			catch (InvalidSilenceException ex) {
				model.addAttribute("problem", ex.getMessage());
				model.addAttribute("field", ex.field());
			}
		}
		return "console/silence-new";
	}

	private static ZoneId zone(@Nullable String tz) {
		try {
			return ZoneId.of((tz != null) ? tz : "UTC");
		}
		catch (DateTimeException ex) {
			return ZoneId.of("UTC");
		}
	}

	private SilenceForm filled(SilenceForm form) {
		if (form.message() == null || form.message().isBlank() || !form.isWithoutCondition()) {
			return form;
		}
		try {
			return this.messages.message(MessageId.of(form.message()))
				.map((message) -> form
					.withCondition(SilenceDraft.of(form.part(message), this.clock.instant()).condition()))
				.orElse(form);
		}
		catch (IllegalArgumentException ex) {
			return form;
		}
	}

	@PostMapping
	View create(@ModelAttribute("form") SilenceForm form, @RequestParam(defaultValue = "false") boolean confirmed,
			Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		try {
			Instant end = Objects.requireNonNullElse(Inputs.time("until", form.until(), form.tz()), Instant.EPOCH);
			Silence silence = this.silences.create(new SilenceDraft(Objects.requireNonNullElse(form.condition(), ""),
					end, Objects.requireNonNullElse(form.reason(), "").strip()), confirmed, operator.getName());
			Redirects.say(attributes,
					"Silence %d is active from the next message on, on every replica.".formatted(silence.id()));
			return Redirects.to(request, "/silences/" + silence.id());
		}
		catch (InvalidSilenceException | UnconfirmedSilenceException ex) {
			Redirects.fail(attributes, ex.getMessage());
			return Redirects.to(request, pathOf(form));
		}
	}

	private static String pathOf(SilenceForm form) {
		return UriComponentsBuilder.fromPath("/silences/new")
			.queryParam("condition", "{condition}")
			.queryParam("reason", "{reason}")
			.queryParam("until", "{until}")
			.queryParam("preview", "1")
			.encode()
			.buildAndExpand(Objects.requireNonNullElse(form.condition(), ""),
					Objects.requireNonNullElse(form.reason(), ""), Objects.requireNonNullElse(form.until(), ""))
			.toUriString();
	}

	@GetMapping("/{id}")
	String one(@PathVariable long id, @RequestParam(defaultValue = "0") long after, Model model) {
		Silence silence = known(id);
		List<HeldDelivery> held = this.silences.held(id, Math.max(0, after), PAGE_SIZE);
		model.addAttribute("row", new SilenceRow(silence, silence.isActive(this.clock.instant())));
		model.addAttribute("held", held);
		model.addAttribute("next", (held.size() == PAGE_SIZE) ? held.getLast().id() : null);
		return "console/silence";
	}

	@PostMapping("/{id}/end")
	View end(@PathVariable long id, Principal operator, HttpServletRequest request, RedirectAttributes attributes) {
		known(id);
		Redirects.say(attributes, this.silences.end(id, operator.getName()) ? "Silence %d has ended.".formatted(id)
				: "Silence %d had ended already.".formatted(id));
		return Redirects.to(request, "/silences/" + id);
	}

	@PostMapping("/{id}/send")
	View send(@PathVariable long id, @RequestParam(required = false) @Nullable Long held, Principal operator,
			HttpServletRequest request, RedirectAttributes attributes) {
		known(id);
		SendResult result = (held != null) ? this.silences.send(id, held, operator.getName())
				: this.silences.sendAll(id, operator.getName());
		Redirects.say(attributes, "%,d %s sent after all%s."
			.formatted(result.sent(), (result.sent() == 1) ? "delivery is" : "deliveries are", (result.removed() == 0)
					? ""
					: "; %,d are not, since their destination is not configured any more".formatted(result.removed())));
		return Redirects.to(request, "/silences/" + id);
	}

	private Silence known(long id) {
		return this.silences.find(id).orElseThrow(() -> PageProblem.notFound("There is no silence %d.".formatted(id)));
	}

	/**
	 * A silence on a page.
	 *
	 * @param silence the silence
	 * @param active whether it holds back what it matches
	 */
	record SilenceRow(Silence silence, boolean active) {
	}

}
