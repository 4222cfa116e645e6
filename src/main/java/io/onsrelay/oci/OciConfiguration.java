package io.onsrelay.oci;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads the credentials' settings, and makes them available to what calls OCI. The SDK is
 * not loaded for that.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OciProperties.class)
class OciConfiguration {

	@Bean
	OciSdk ociSdk(OciProperties properties) {
		return new OciSdk(properties);
	}

}
