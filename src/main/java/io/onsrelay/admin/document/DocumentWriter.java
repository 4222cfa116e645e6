package io.onsrelay.admin.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

import io.onsrelay.admin.api.Summary;

/**
 * What the context has that writes the document: springdoc, and what all endpoints have
 * in common. It is no {@code @Configuration}, so that the service does not find it.
 */
@EnableConfigurationProperties
@Import({ SpringDocConfiguration.class, SpringDocConfigProperties.class, SpringDocWebMvcConfiguration.class })
class DocumentWriter {

	private static final String PROBLEM = "Problem";

	private static final String BASIC = "basic";

	private static final String TOKEN = "token";

	private static final String PROBLEM_JSON = "application/problem+json";

	@Bean
	OpenAPI document() {
		return new OpenAPI()
			.info(new Info().title("ons-relay")
				.version("v1")
				.description("What operators can see and do. A user with the role reader may GET, an operator may do "
						+ "everything. Lists are pages: pass next as after to get the following one.")
				.license(new License().name("Apache License, Version 2.0").identifier("Apache-2.0")))
			.servers(List.of(new Server().url(ApiDocument.SERVER)))
			.components(new Components()
				.addSecuritySchemes(BASIC,
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("basic")
							.description("The user of relay.admin, or that of relay.admin.reader."))
				.addSecuritySchemes(TOKEN,
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("bearer")
							.bearerFormat("JWT")
							.description("A token of the OpenID provider, where relay.admin.oidc has one."))
				.addSchemas(PROBLEM, problem()))
			.security(List.of(new SecurityRequirement().addList(BASIC), new SecurityRequirement().addList(TOKEN)));
	}

	@Bean
	GlobalOperationCustomizer whatAllHaveInCommon() {
		return DocumentWriter::complete;
	}

	private static Operation complete(Operation operation, HandlerMethod endpoint) {
		Summary summary = endpoint.getMethodAnnotation(Summary.class);
		if (summary != null) {
			operation.setSummary(summary.value());
			if (!summary.example().isEmpty()) {
				operation.getResponses()
					.values()
					.forEach((response) -> response.getContent()
						.values()
						.forEach((type) -> type.setExample(json(summary.example()))));
			}
		}
		operation.setTags(List.of(tag(endpoint)));
		problems(operation).forEach((status, detail) -> operation.getResponses()
			.addApiResponse(String.valueOf(status.value()), response(status, detail)));
		return operation;
	}

	private static JsonNode json(String example) {
		try {
			return new JsonMapper().readTree(example);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("An example of the API is no JSON", ex);
		}
	}

	private static String tag(HandlerMethod endpoint) {
		String type = endpoint.getBeanType().getPackageName();
		return type.substring(type.lastIndexOf('.') + 1);
	}

	private static Map<HttpStatus, String> problems(Operation operation) {
		Map<HttpStatus, String> problems = new LinkedHashMap<>();
		boolean names = operation.getParameters() != null
				&& operation.getParameters().stream().anyMatch((parameter) -> "path".equals(parameter.getIn()));
		problems.put(HttpStatus.BAD_REQUEST, "There is no parameter 'reazon'. Did you mean reason?");
		problems.put(HttpStatus.FORBIDDEN, "This takes an operator: the user may only read.");
		if (names) {
			problems.put(HttpStatus.NOT_FOUND, "There is no dead letter 813.");
		}
		problems.put(HttpStatus.SERVICE_UNAVAILABLE, "The store can't be used now.");
		return problems;
	}

	private static ApiResponse response(HttpStatus status, String detail) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("title", status.getReasonPhrase());
		example.put("status", status.value());
		example.put("detail", detail);
		return new ApiResponse().description(status.getReasonPhrase())
			.content(new Content().addMediaType(PROBLEM_JSON,
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)).example(example)));
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("A problem detail, see https://www.rfc-editor.org/rfc/rfc9457.")
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema().description("What is wrong, and what to do."))
			.addProperty("instance", new StringSchema());
	}

}
