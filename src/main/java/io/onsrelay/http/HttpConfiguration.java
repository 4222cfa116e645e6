package io.onsrelay.http;

import java.net.ProxySelector;
import java.time.Clock;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundProperties.class)
class HttpConfiguration {

	@Bean
	OutboundHttpFactory outboundHttpFactory(OutboundProperties properties, Clock clock,
			ObjectProvider<BuildProperties> build, ObjectProvider<SslBundles> bundles) {
		String version = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse("dev");
		ProxySelector proxies = ConfiguredProxy.of(properties.proxy())
			.<ProxySelector>map((proxy) -> proxy)
			.orElseGet(ProxySelector::getDefault);
		String bundle = properties.sslBundle();
		return new OutboundHttpFactory(clock, version, proxies,
				(bundle == null || bundle.isBlank()) ? null : TrustedCertificates.beside(bundle, bundles.getObject()));
	}

}
