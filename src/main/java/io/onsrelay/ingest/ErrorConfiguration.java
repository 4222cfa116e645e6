package io.onsrelay.ingest;

import jakarta.servlet.RequestDispatcher;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The response of the container to an error that no handler has answered: a problem
 * detail with the status, and nothing about the cause.
 */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

	@Bean
	RouterFunction<ServerResponse> errorRoute(WebProperties properties) {
		return RouterFunctions.route(RequestPredicates.path(properties.getError().getPath()),
				ErrorConfiguration::problem);
	}

	// Replaces Spring Boot's own error page
	@Bean
	ErrorController errorController() {
		return new ErrorController() {
		};
	}

	private static ServerResponse problem(ServerRequest request) {
		HttpStatus status = request.attribute(RequestDispatcher.ERROR_STATUS_CODE)
			.map((code) -> HttpStatus.resolve((int) code))
			.orElse(HttpStatus.INTERNAL_SERVER_ERROR);
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemDetail.forStatus(status));
	}

}
