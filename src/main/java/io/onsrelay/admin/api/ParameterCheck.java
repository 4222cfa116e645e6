package io.onsrelay.admin.api;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import io.onsrelay.config.Suggestions;

/**
 * Rejects parameters that the endpoint does not have, and those that are there twice: a
 * misspelt filter would not filter, and a replay would replay everything.
 */
final class ParameterCheck implements HandlerInterceptor {

	private static final int SHOWN_CHARS = 60;

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod endpoint) {
			List<String> known = Arrays.stream(endpoint.getMethod().getParameters())
				.flatMap(ParameterCheck::name)
				.sorted()
				.toList();
			request.getParameterMap().forEach((name, values) -> check(name, values, known));
		}
		return true;
	}

	private static void check(String name, String[] values, Collection<String> known) {
		if (!Set.copyOf(known).contains(name)) {
			Optional<String> meant = Suggestions.nearest(name, known);
			throw Problems.badRequest("There is no parameter '%s'. %s%s".formatted(
					StringUtils.truncate(name, SHOWN_CHARS), meant.map("Did you mean %s? "::formatted).orElse(""),
					known.isEmpty() ? "This has none." : "There are: %s.".formatted(String.join(", ", known))));
		}
		if (values.length > 1) {
			throw Problems.badRequest("The parameter %s is there %d times.".formatted(name, values.length));
		}
	}

	private static Stream<String> name(Parameter parameter) {
		RequestParam annotation = parameter.getAnnotation(RequestParam.class);
		return (annotation != null) ? Stream.of(annotation.name().isEmpty() ? parameter.getName() : annotation.name())
				: Stream.of();
	}

}
