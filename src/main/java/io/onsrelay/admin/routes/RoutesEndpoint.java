package io.onsrelay.admin.routes;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.onsrelay.admin.api.Problems;
import io.onsrelay.admin.api.Summary;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.diff.RoutesComparison;
import io.onsrelay.routing.reload.RoutesReload;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Shows the loaded routes, and which messages would go elsewhere by other ones.
 */
@RestController
@RequestMapping("/api/routes")
final class RoutesEndpoint {

	private final LoadedRoutes loaded;

	private final SeverityTable severities;

	private final RoutesReload reload;

	private final RoutesComparison comparison;

	RoutesEndpoint(LoadedRoutes loaded, SeverityTable severities, RoutesReload reload, RoutesComparison comparison) {
		this.loaded = loaded;
		this.severities = severities;
		this.reload = reload;
		this.comparison = comparison;
	}

	@Summary("Shows the loaded routes, and why those in the files are refused.")
	@GetMapping
	RoutesView routes() {
		return RoutesView.of(this.reload.status(), this.loaded.routes(), this.severities.describe());
	}

	/**
	 * Compares with the routes in the body, or without a body with those in the files.
	 */
	@Summary("Shows which of the last day's messages would go elsewhere by other routes.")
	@PostMapping("/diff")
	DiffView diff(@RequestBody(required = false) @Nullable String yaml,
			@RequestParam(defaultValue = "" + RoutesComparison.DEFAULT_LIMIT) int messages) {
		if (messages < 1 || messages > RoutesComparison.MAX_LIMIT) {
			throw Problems.badRequest("messages must be from 1 to %d.".formatted(RoutesComparison.MAX_LIMIT));
		}
		return DiffView.of((yaml != null && !yaml.isBlank()) ? this.comparison.withProposal(yaml, messages)
				: this.comparison.withFiles(messages));
	}

	@ExceptionHandler(InvalidConfigurationException.class)
	ErrorResponseException invalid(InvalidConfigurationException invalid) {
		return Problems.of(HttpStatus.UNPROCESSABLE_CONTENT,
				invalid.getMistakes()
					.stream()
					.map((mistake) -> "%s %s".formatted(mistake, mistake.action()))
					.collect(Collectors.joining("\n")));
	}

}
