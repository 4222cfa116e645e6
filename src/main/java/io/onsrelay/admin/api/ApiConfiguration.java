package io.onsrelay.admin.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires what the endpoints have in common.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

	@Bean
	WebMvcConfigurer parameterCheck() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new ParameterCheck()).addPathPatterns("/api/**");
			}

		};
	}

	@Bean
	StoreProblems storeProblems() {
		return new StoreProblems();
	}

}
