package io.onsrelay.admin.document;

import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers with the document of the API, which is written once.
 */
@RestController
final class DocumentEndpoint {

	private final Function<HttpServletRequest, String> writer;

	private @Nullable String document;

	/**
	 * Creates the endpoint.
	 * @param writer writes the document; that takes a second or two
	 */
	DocumentEndpoint(Function<HttpServletRequest, String> writer) {
		this.writer = writer;
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	String document(HttpServletRequest request) {
		String prefix = request.getContextPath();
		return written(request).replace(ApiDocument.SERVER, prefix.isEmpty() ? "/" : prefix);
	}

	private synchronized String written(HttpServletRequest request) {
		String text = this.document;
		if (text == null) {
			text = this.writer.apply(request);
			this.document = text;
		}
		return text;
	}

}
