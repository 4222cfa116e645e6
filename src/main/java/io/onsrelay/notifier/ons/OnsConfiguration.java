package io.onsrelay.notifier.ons;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenter;

/**
 * Adds the kind {@code ons}.
 */
@Configuration(proxyBeanMethods = false)
class OnsConfiguration {

	@Bean
	OnsNotifierFactory onsNotifierFactory(OciSdk sdk, Presenter presenter) {
		return new OnsNotifierFactory(sdk, presenter);
	}

}
