package io.onsrelay.delivery.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.delivery.HoldBack;
import io.onsrelay.event.MessageIds;
import io.onsrelay.journal.Journal;
import io.onsrelay.journal.JournalProperties;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.redaction.Redaction;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryConfigurationTests {

	@TempDir
	private Path directory;

	private static final StoreNotifier STORING = (_, _) -> {
	};

	private TestStore store;

	private ApplicationContextRunner context = new ApplicationContextRunner();

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory);
		this.context = this.context.withInitializer(DeliveryConfigurationTests::scan)
			.withBean(Store.class, () -> this.store, (definition) -> definition.setDestroyMethodName(""))
			.withBean(Journal.class, () -> new Journal(this.store, new MessageParser(), Duration.ofDays(1)))
			.withBean(JournalProperties.class,
					() -> new JournalProperties(Duration.ofDays(7), Duration.ofHours(2), Duration.ofDays(30)))
			.withBean(HoldBack.class, () -> HoldBack.NOTHING)
			.withBean(OperatorChanges.class,
					() -> new OperatorChanges(new AuditLog(() -> false),
							new MessageIds(Clock.systemUTC(), new Random())::next, Clock.systemUTC()))
			.withBean(Redaction.class, () -> new Redaction(List.of()))
			.withBean(Clock.class, Clock::systemUTC)
			.withBean(RandomGenerator.class, Random::new)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(OverridesByRoute.class, () -> (_) -> PresentationOverrides.NONE)
			.withBean(NotifierRegistry.class, () -> new NotifierRegistry(
					Map.of(Destination.of("stub/one"), new ScriptedNotifier(1), Destination.of("store/own"), STORING),
					Set.of(), Set.of()));
	}

	private static void scan(ConfigurableApplicationContext context) {
		new ClassPathBeanDefinitionScanner((BeanDefinitionRegistry) context.getBeanFactory())
			.scan("io.onsrelay.delivery");
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void lanesRunFromStartToEnd() {
		this.context.run((context) -> {
			Lanes lanes = context.getBean(Lanes.class);
			Awaitility.await().until(lanes::isRunning);
			context.close();
			assertThat(lanes.isRunning()).isFalse();
		});
	}

	@Test
	void gaugesAreThereForEachDestination() {
		this.context.run((context) -> assertThat(context.getBean(MeterRegistry.class)
			.get("relay.delivery.pending")
			.tags("notifier", "stub", "destination", "one")
			.gauge()
			.value()).isZero());
	}

	@Test
	void settingsOfADestinationThatTheCommitWritesFailTheStart() {
		this.context.withPropertyValues("relay.delivery.destinations.store.own.concurrency=2")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageContaining("relay.delivery.destinations.store.own: 'store/own' is not called"));
	}

	@Test
	void destinationsThatTheCommitWritesHaveNoLane() {
		this.context.run((context) -> assertThat(
				context.getBean(MeterRegistry.class).find("relay.delivery.pending").tags("notifier", "store").gauge())
			.isNull());
	}

	@Test
	void backoffWhenLongerThanItsLimitFailsTheStart() {
		this.context.withPropertyValues("relay.delivery.initial-backoff=10m")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageStartingWith("relay.delivery.initial-backoff: "));
	}

}
