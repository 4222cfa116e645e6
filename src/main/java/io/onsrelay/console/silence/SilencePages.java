package io.onsrelay.console.silence;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.onsrelay.search.message.MessageDetails;
import io.onsrelay.silence.Silences;

/**
 * Wires the pages of silences.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class SilencePages {

	@Bean
	SilenceController silenceController(Silences silences, MessageDetails messages, Clock clock) {
		return new SilenceController(silences, messages, clock);
	}

}
