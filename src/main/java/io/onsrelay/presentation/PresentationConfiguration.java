package io.onsrelay.presentation;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.access.PublicUrl;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.presentation.vocabulary.Realms;
import io.onsrelay.presentation.vocabulary.RelayLinks;
import io.onsrelay.redaction.Redaction;

/**
 * Wires the presenter.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedactionProperties.class)
class PresentationConfiguration {

	private static final String REALM_DOMAINS = "relay.confirmation.realm-domains";

	@Bean
	Redaction redaction(RedactionProperties properties) {
		return properties.redaction();
	}

	/**
	 * The setting belongs to the confirmation of subscriptions, which reports mistakes in
	 * it: a realm is known to both, or to neither.
	 */
	@Bean
	Realms realms(RegionNames regionNames, StrictBinder binder) {
		return new Realms(regionNames.realmDomains(),
				binder.bind(REALM_DOMAINS, Bindable.listOf(String.class), List.of(), new Mistakes()));
	}

	@Bean
	RelayLinks relayLinks(PublicUrl publicUrl) {
		return new RelayLinks(publicUrl.url());
	}

	@Bean
	RenderThreads renderThreads() {
		return new RenderThreads(RenderThreads.LIMIT);
	}

	@Bean
	Presenter presenter(ContentFormatter formatter, Redaction redaction, RegionNames regionNames, Realms realms,
			RelayLinks relayLinks, SeverityRules severityRules, RenderThreads threads, MeterRegistry registry) {
		return new Presenter(formatter, redaction, regionNames, realms, relayLinks, severityRules, threads,
				new PresentationMetrics(registry));
	}

}
