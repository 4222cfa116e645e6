package io.onsrelay.console.view;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.WebRequest;

import io.onsrelay.event.Sha256;

/**
 * A part of a page that asks for itself again every few seconds. It is answered by 304
 * where it shows the same as before.
 */
public final class LivePart {

	private static final int TAG_CHARS = 24;

	private LivePart() {
	}

	/**
	 * Return whether the page shows this state already, and note it in the response.
	 * @param request the request, with the tag of what the page shows
	 * @param response the response
	 * @param state what the part shows: a record, or a collection of them
	 * @return {@code true} if nothing is to be drawn
	 */
	public static boolean isShown(WebRequest request, HttpServletResponse response, Object state) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		return request.checkNotModified(Sha256.hex(state.toString()).substring(0, TAG_CHARS));
	}

}
