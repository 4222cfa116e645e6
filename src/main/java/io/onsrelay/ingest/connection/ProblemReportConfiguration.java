package io.onsrelay.ingest.connection;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * What a request gets that fails before it reaches Spring. It applies to both ports: to
 * the main one since it is found by the component scan, and to the management port, which
 * has a context of its own, since it is listed in {@code META-INF/spring}.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ProblemReportConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
		return (factory) -> factory
			.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new ProblemReportValve()));
	}

}
