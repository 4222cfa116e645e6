package io.onsrelay.notifier.email;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Adds the kind {@code email}.
 */
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

	@Bean
	EmailNotifierFactory emailNotifierFactory(Environment environment, ObjectProvider<SslBundles> bundles,
			Presenter presenter, Store store, Clock clock) {
		return new EmailNotifierFactory(environment, bundles, presenter, store, clock);
	}

}
