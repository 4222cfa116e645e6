package io.onsrelay.console.view;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import io.onsrelay.console.problem.ErrorTexts;

/**
 * Draws the pages. The template engine is created for the first of them, so that it costs
 * a start nothing: Spring Boot's own configuration of Thymeleaf is not used.
 */
final class PageTemplates implements ViewResolver, Ordered {

	/**
	 * What the names of the views begin with: {@code console/messages} is the template
	 * {@code messages}.
	 */
	private static final String PREFIX = "console/";

	private static final String HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8).toString();

	private final Logger logger = LoggerFactory.getLogger(PageTemplates.class);

	private final ApplicationContext context;

	private final ObjectProvider<Surroundings> surroundings;

	private final Assets assets;

	private final Clock clock;

	private final SingletonSupplier<ThymeleafViewResolver> thymeleaf = SingletonSupplier.of(this::create);

	PageTemplates(ApplicationContext context, ObjectProvider<Surroundings> surroundings, Assets assets, Clock clock) {
		this.context = context;
		this.surroundings = surroundings;
		this.assets = assets;
		this.clock = clock;
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public @Nullable View resolveViewName(String viewName, Locale locale) {
		return viewName.startsWith(PREFIX) ? new TemplateView(viewName.substring(PREFIX.length())) : null;
	}

	private ThymeleafViewResolver create() {
		ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(PageTemplates.class.getClassLoader());
		files.setPrefix("templates/console/");
		files.setSuffix(".html");
		files.setTemplateMode(TemplateMode.HTML);
		files.setCharacterEncoding(StandardCharsets.UTF_8.name());
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(files);
		engine.setLinkBuilder(new ZonedLinks());
		ThymeleafViewResolver resolver = new ThymeleafViewResolver();
		resolver.setTemplateEngine(engine);
		resolver.setContentType(HTML);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		// What fails halfway is answered by the page of an error
		resolver.setProducePartialOutputWhileProcessing(false);
		resolver.setApplicationContext(this.context);
		return resolver;
	}

	/**
	 * A page, or a fragment of one.
	 */
	private final class TemplateView implements View {

		private final String template;

		TemplateView(String template) {
			this.template = template;
		}

		@Override
		public String getContentType() {
			return HTML;
		}

		@Override
		public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws Exception {
			Map<String, Object> values = new HashMap<>((model != null) ? model : Map.of());
			values.put("page", new PageContext(request, PageTemplates.this.clock.instant(),
					PageTemplates.this.surroundings.getObject(), PageTemplates.this.assets::path));
			try {
				draw(this.template, values, request, response);
			}
			catch (TemplateEngineException ex) {
				PageTemplates.this.logger.error("The page {} can't be drawn", this.template, ex);
				response.resetBuffer();
				response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
				values.putAll(ErrorTexts.page(HttpStatus.INTERNAL_SERVER_ERROR.value(), null).getModel());
				draw("error", values, request, response);
			}
		}

		private void draw(String name, Map<String, Object> values, HttpServletRequest request,
				HttpServletResponse response) throws Exception {
			View view = PageTemplates.this.thymeleaf.obtain().resolveViewName(name, Locale.ENGLISH);
			Objects.requireNonNull(view, name).render(values, request, response);
		}

	}

}
