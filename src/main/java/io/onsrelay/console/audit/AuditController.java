package io.onsrelay.console.audit;

import java.nio.charset.StandardCharsets;
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

import io.onsrelay.audit.search.AuditDetail;
import io.onsrelay.audit.search.AuditPage;
import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.audit.standing.BackgroundVerification;
import io.onsrelay.console.problem.PageProblem;
import io.onsrelay.console.view.Redirects;
import io.onsrelay.presentation.Presenter;

/**
 * The audit log: how it stands, its records, and one of them.
 */
@Controller
@RequestMapping("/audit")
final class AuditController {

	private static final int PAGE_SIZE = 50;

	private final AuditSearch search;

	private final BackgroundVerification verification;

	private final Presenter presenter;

	AuditController(AuditSearch search, BackgroundVerification verification, Presenter presenter) {
		this.search = search;
		this.verification = verification;
		this.presenter = presenter;
	}

	@GetMapping
	String list(@ModelAttribute("filter") AuditForm form, @RequestParam(required = false) @Nullable String cursor,
			Model model) {
		model.addAttribute("result", page(form, cursor));
		model.addAttribute("first", cursor == null);
		model.addAttribute("standing", this.verification.standing());
		return "console/audit";
	}

	private AuditPage page(AuditForm form, @Nullable String cursor) {
		try {
			return this.search.page(form.filter(), cursor, PAGE_SIZE);
		}
		catch (IllegalArgumentException ex) {
			throw PageProblem.badRequest(Objects.requireNonNullElse(ex.getMessage(), "The search can't be read."));
		}
	}

	@GetMapping("/{seq}")
	String one(@PathVariable long seq, Model model) {
		AuditDetail detail = this.search.find(seq)
			.orElseThrow(() -> PageProblem.notFound("There is no record %d in the audit log.".formatted(seq)));
		model.addAttribute("detail", detail);
		model.addAttribute("own", detail.item().destination().equals("ons-relay"));
		model.addAttribute("text", (detail.body() != null)
				? this.presenter.withoutSecrets(new String(detail.body().bytes(), StandardCharsets.UTF_8)) : "");
		return "console/audit-record";
	}

	@PostMapping("/verify")
	View verify(HttpServletRequest request, RedirectAttributes attributes) {
		Redirects.say(attributes, this.verification.verifyNow()
				? "A verification begins. Load this page again to see it." : "A verification runs already.");
		return Redirects.to(request, "/audit");
	}

}
