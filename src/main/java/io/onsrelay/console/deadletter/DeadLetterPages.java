package io.onsrelay.console.deadletter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.replay.Replays;

/**
 * Wires the pages of dead letters.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class DeadLetterPages {

	@Bean
	DeadLetterController deadLetterController(DeadLetters deadLetters, Journal journal, Presenter presenter,
			NotifierRegistry notifiers) {
		return new DeadLetterController(deadLetters, journal, presenter, notifiers);
	}

	@Bean
	ReplayController replayController(Replays replays) {
		return new ReplayController(replays);
	}

}
