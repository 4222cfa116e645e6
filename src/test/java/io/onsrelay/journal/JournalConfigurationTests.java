package io.onsrelay.journal;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;

class JournalConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(JournalConfiguration.class)
		.withBean(MessageParser.class)
		.withBean(Store.class, NoStore::new);

	@Test
	void journalRemembersForDaysByDefault() {
		this.context.run((context) -> {
			assertThat(context).hasSingleBean(Journal.class);
			assertThat(context.getBean(JournalProperties.class).duplicateWindow()).isEqualTo(Duration.ofDays(7));
		});
	}

	@Test
	void journalWhenWindowIsShorterThanOnsRetriesFailsTheStart() {
		this.context.withPropertyValues("relay.journal.duplicate-window=119m")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessage("relay.journal.duplicate-window: PT1H59M is shorter than the PT2H for which ONS sends a "
						+ "message again, so it would be delivered twice"));
	}

	@Test
	void journalWhenSubscriptionRetriesLongerNeedsALongerWindow() {
		this.context.withPropertyValues("relay.journal.duplicate-window=3h", "relay.journal.max-retry-duration=4h")
			.run((context) -> assertThat(context).hasFailed());
	}

	private static final class NoStore implements Store {

		@Override
		public <T> T write(UnitOfWork<T> work) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			return write(work);
		}

		@Override
		public <T> T read(Function<JdbcClient, T> query) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Dialect dialect() {
			return Dialect.SQLITE;
		}

	}

}
