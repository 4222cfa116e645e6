package io.onsrelay.admin.replays;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.replay.Replays;

/**
 * Wires the endpoint of replays.
 */
@Configuration(proxyBeanMethods = false)
class ReplaysConfiguration {

	@Bean
	ReplayEndpoint replayEndpoint(Replays replays) {
		return new ReplayEndpoint(replays);
	}

}
