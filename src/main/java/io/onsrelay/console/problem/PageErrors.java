package io.onsrelay.console.problem;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import io.onsrelay.store.StoreUnavailableException;

/**
 * Answers what fails in the pages, and requests of browsers for what is not there, by a
 * page. What fails elsewhere is answered as before.
 */
final class PageErrors implements HandlerExceptionResolver, Ordered {

	private static final String PAGES = "io.onsrelay.console";

	private final Logger logger = LoggerFactory.getLogger(PageErrors.class);

	@Override
	public int getOrder() {
		return -1;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (!concerns(request, handler)) {
			return null;
		}
		return switch (ex) {
			case StoreUnavailableException _ -> ErrorTexts.page(503, null);
			case ErrorResponse error -> ErrorTexts.page(error.getStatusCode().value(), detail(error));
			case MethodArgumentTypeMismatchException mismatch ->
				ErrorTexts.page(400, "%s in the address can't be read.".formatted(mismatch.getName()));
			default -> {
				this.logger.error("A page failed", ex);
				yield ErrorTexts.page(500, null);
			}
		};
	}

	private static boolean concerns(HttpServletRequest request, @Nullable Object handler) {
		if (handler instanceof HandlerMethod method) {
			return method.getBeanType().getPackageName().startsWith(PAGES);
		}
		String accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		return handler == null && accepted.contains(MediaType.TEXT_HTML_VALUE);
	}

	private static @Nullable String detail(ErrorResponse error) {
		HttpStatusCode status = error.getStatusCode();
		return (status.is4xxClientError() && error instanceof PageProblem) ? error.getBody().getDetail() : null;
	}

}
