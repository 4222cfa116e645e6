package io.onsrelay.console.view;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Wires what draws the pages.
 */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

	@Bean
	Assets assets() {
		return new Assets();
	}

	@Bean
	@Lazy
	AssetController assetController(Assets assets) {
		return new AssetController(assets);
	}

	@Bean
	PageTemplates templates(ApplicationContext context, ObjectProvider<Surroundings> surroundings, Assets assets,
			Clock clock) {
		return new PageTemplates(context, surroundings, assets, clock);
	}

}
