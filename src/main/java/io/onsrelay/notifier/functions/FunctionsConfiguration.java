package io.onsrelay.notifier.functions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenter;

/**
 * Adds the kind {@code functions}.
 */
@Configuration(proxyBeanMethods = false)
class FunctionsConfiguration {

	@Bean
	FunctionsNotifierFactory functionsNotifierFactory(OciSdk sdk, Presenter presenter) {
		return new FunctionsNotifierFactory(sdk, presenter);
	}

}
