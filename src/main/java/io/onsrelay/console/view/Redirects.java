package io.onsrelay.console.view;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/**
 * Where a browser goes after a change, and what the page there says of it.
 */
public final class Redirects {

	private Redirects() {
	}

	/**
	 * Redirects to a page, in the same time zone.
	 * @param request the request that made the change
	 * @param path the path of the page within the application, encoded
	 * @return the view
	 */
	public static RedirectView to(HttpServletRequest request, String path) {
		String zone = request.getParameter(PageTimes.PARAMETER);
		RedirectView view = new RedirectView((zone != null) ? path + ((path.indexOf('?') < 0) ? "?" : "&")
				+ PageTimes.PARAMETER + "=" + UriUtils.encode(zone, StandardCharsets.UTF_8) : path, true, false);
		view.setExposeModelAttributes(false);
		view.setExpandUriTemplateVariables(false);
		return view;
	}

	/**
	 * Has the next page say what was done.
	 * @param attributes of the redirect
	 * @param said one sentence or more
	 */
	public static void say(RedirectAttributes attributes, @Nullable String said) {
		attributes.addFlashAttribute("said", said);
	}

	/**
	 * Has the next page say why nothing was done.
	 * @param attributes of the redirect
	 * @param failed one sentence or more
	 */
	public static void fail(RedirectAttributes attributes, @Nullable String failed) {
		attributes.addFlashAttribute("failed", failed);
	}

}
