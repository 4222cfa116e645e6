package io.onsrelay.console.message;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.message.MessageDetails;

/**
 * Wires the pages of messages.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class MessagePages {

	@Bean
	MessageController messageController(MessageSearch search, MessageDetails details, NotifierRegistry notifiers) {
		return new MessageController(search, details, notifiers);
	}

}
