package io.onsrelay.notifier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;

/**
 * Registers the notifiers of every {@link NotifierFactory} bean.
 */
@Configuration(proxyBeanMethods = false)
class NotifierConfiguration {

	@Bean
	NotifierRegistry notifierRegistry(ObjectProvider<NotifierFactory<?>> factories, StrictBinder binder) {
		return new NotifierRegistrar(factories.stream().toList(), binder).register();
	}

}
