package io.onsrelay.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.StoreNotifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NoticeConfigurationTests {

	private final NotifierRegistry notifiers = new NotifierRegistry(Map.of(Destination.of("slack/ops"),
			(Notifier) (_) -> Outcome.delivered(), Destination.of("audit/default"), (StoreNotifier) (_, _) -> {
			}), Set.of(), List.of());

	@Test
	void destinationsAreThoseThatAreCalledEachOnce() {
		assertThat(new NoticeProperties(List.of("slack/ops", "slack/ops")).destinations(this.notifiers))
			.containsExactly(Destination.of("slack/ops"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			slack/opss    | There is no destination 'slack/opss'. Did you mean slack/ops? There are: slack/ops.
			slack         | 'slack' is not a destination: write kind/name, for example slack/ops.
			audit/default | audit/default is in the store and tells nothing; it has every notice anyway.
			""")
	void destinationsThatCantBeToldAreRefused(String text, String description) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new NoticeProperties(List.of("slack/ops", text)).destinations(this.notifiers))
			.withMessage("relay.notices.to[1]: " + description);
	}

}
