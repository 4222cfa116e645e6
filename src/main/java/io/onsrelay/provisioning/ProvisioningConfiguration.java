package io.onsrelay.provisioning;

import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.oci.OciProperties;
import io.onsrelay.presentation.RegionNames;

/**
 * Wires the module. If no credentials are configured, the SDK's clients are not loaded.
 */
@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

	@Bean
	RegionNames regionNames() {
		return new SdkRegionNames();
	}

	@Bean
	OciAccess ociAccess(OciProperties properties) {
		return new OciAccess(properties);
	}

	@Bean
	Subscriptions subscriptions(OciProperties properties) {
		return (properties.auth() != OciProperties.Auth.NONE) ? new OnsSubscriptions(properties)
				: (subscriptionId) -> Optional.empty();
	}

}
