package io.onsrelay.admin.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.models.media.StringSchema;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;

/**
 * Writes the document of the API. springdoc looks at the endpoints from within a context
 * that lives as long as it writes: in that of the service, it would take a part of every
 * start.
 */
final class ApiDocument {

	/**
	 * What stands for the path before that of the endpoints.
	 */
	static final String SERVER = "https://prefix.invalid";

	private static final String ENDPOINTS = "io.onsrelay.admin.";

	private ApiDocument() {
	}

	/**
	 * Writes the document.
	 * @param service the context with the endpoints
	 * @param request the request that asks for it
	 * @return the document, as JSON
	 */
	static String of(WebApplicationContext service, HttpServletRequest request) {
		SpringDocUtils.getConfig()
			.replaceWithSchema(Destination.class, new StringSchema().example("slack/ops"))
			.replaceWithSchema(MessageId.class, new StringSchema().example("01933f5a-7b00-7000-8000-000000000001"));
		try (AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext()) {
			StandardEnvironment environment = new StandardEnvironment();
			environment.getPropertySources()
				.addFirst(new MapPropertySource("document", Map.of("springdoc.api-docs.enabled", true,
						"springdoc.paths-to-match", "/api/**", "springdoc.override-with-generic-response", false,
						"springdoc.writer-with-order-by-keys", true, "springdoc.api-docs.version", "openapi_3_1")));
			context.setEnvironment(environment);
			context.setServletContext(service.getServletContext());
			context.register(DocumentWriter.class);
			context.addBeanFactoryPostProcessor((factory) -> {
				factory.registerSingleton("endpointMapping",
						service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
				factory.registerSingleton("mvcConversionService", service.getBean("mvcConversionService"));
				service.getBeansWithAnnotation(RestController.class).forEach((name, endpoint) -> {
					if (endpoint.getClass().getName().startsWith(ENDPOINTS)) {
						factory.registerSingleton(name, endpoint);
					}
				});
			});
			context.refresh();
			byte[] json = context.getBean(OpenApiWebMvcResource.class)
				.openapiJson(request, "/v3/api-docs", Locale.ENGLISH);
			return new String(json, StandardCharsets.UTF_8);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("The document of the API can't be written", ex);
		}
	}

}
