package io.onsrelay.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.onsrelay.console.view.Redirects;

/**
 * The page with the form of the login. The security chain takes what it sends, and checks
 * where it leads.
 */
@Controller
final class LoginController {

	@GetMapping("/login")
	Object login(@RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable String logout,
			@RequestParam(name = "continue", defaultValue = "/") String target, HttpServletRequest request, Model model,
			RedirectAttributes attributes) {
		if (request.getRemoteUser() != null && error == null) {
			return Redirects.to(request, "/");
		}
		model.addAttribute("error", (error != null) ? error : "");
		model.addAttribute("out", logout != null);
		model.addAttribute("target", target);
		model.addAttribute("oidc", request.getAttribute("oidc"));
		return "console/login";
	}

}
