package io.onsrelay.console.problem;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the page of an error says.
 */
public final class ErrorTexts {

	private ErrorTexts() {
	}

	/**
	 * Return the page of an error.
	 * @param status the status of the response
	 * @param detail what to say; {@code null} for what is said of every such error
	 * @return the page
	 */
	public static ModelAndView page(int status, @Nullable String detail) {
		return new ModelAndView("console/error",
				Map.of("title", title(status), "text", (detail != null) ? detail : text(status)),
				HttpStatusCode.valueOf(status));
	}

	private static String title(int status) {
		return switch (status) {
			case 400 -> "This address can't be read";
			case 401, 403 -> "This is not open to you";
			case 404 -> "There is no such page";
			case 405 -> "This can't be done so";
			case 429 -> "Too many requests";
			case 503 -> "The store can't be used now";
			default -> (status < 500) ? "This request can't be answered" : "That failed";
		};
	}

	private static String text(int status) {
		return switch (status) {
			case 400 -> "A value in it is not one that this page knows.";
			case 401, 403 ->
				"Your account may not do this, or the form was open for too long: go back, load the page again, and repeat it.";
			case 404 -> "The address may be misspelt, or what it showed was deleted since.";
			case 405 -> "Go back, and use the buttons of the page.";
			case 429 -> "Wait for a few seconds, and try again.";
			case 503 ->
				"No page can be shown, and no message is acknowledged, until it can: ONS sends them again. The log says why.";
			default -> (status < 500) ? "Go back, and try again." : "The log of the service says why.";
		};
	}

}
