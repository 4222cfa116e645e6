package io.onsrelay.provisioning;

import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the room. Where no credentials are configured, no class of the SDK is loaded.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OciProperties.class)
class ProvisioningConfiguration {

	@Bean
	Subscriptions subscriptions(OciProperties properties) {
		return (properties.auth() != OciProperties.Auth.NONE) ? new OnsSubscriptions(properties)
				: (subscriptionId) -> Optional.empty();
	}

}
