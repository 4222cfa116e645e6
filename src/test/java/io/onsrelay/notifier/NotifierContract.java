package io.onsrelay.notifier;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every notifier promises, whatever it delivers to. The tests of a notifier inherit
 * this and say how to make one.
 */
@Timeout(60)
public abstract class NotifierContract {

	/**
	 * Where the notifications of these tests go.
	 */
	protected static final Destination DESTINATION = Destination.of("contract/test");

	private LogCapture log = new LogCapture();

	/**
	 * Return a notifier whose destination is up and accepts every message.
	 * @return the notifier
	 */
	protected abstract Notifier notifier();

	/**
	 * Return the idempotency key of each call the destination has taken since the test
	 * began, as the destination saw it.
	 * @return the keys, in the order of the calls
	 */
	protected abstract List<String> keys();

	/**
	 * Return what must never be seen: the notifier's settings in the clear.
	 * @return the secrets
	 */
	protected abstract List<String> secrets();

	@BeforeEach
	final void captureLog() {
		this.log.close();
		this.log = new LogCapture();
	}

	@AfterEach
	final void checkLog() {
		this.log.close();
		assertNoSecret(this.log.text());
	}

	/**
	 * Delivers one message, and checks that the outcome gives away nothing.
	 * @param notifier by what
	 * @param message the message
	 * @return the outcome
	 */
	protected final Outcome deliver(Notifier notifier, Message message) {
		return deliver(notifier, message, severity());
	}

	/**
	 * Return the severity of the route, where not every message is of interest without
	 * one.
	 * @return {@code null} unless the kind shows problems only
	 */
	protected @Nullable Severity severity() {
		return null;
	}

	final Outcome deliver(Notifier notifier, Message message, @Nullable Severity severity) {
		Outcome outcome = notifier
			.deliver(List.of(new Notification(message, DESTINATION, "catch-all", PresentationOverrides.of(severity))));
		assertNoSecret(outcome.toString());
		return outcome;
	}

	final void assertNoSecret(String text) {
		for (String secret : secrets()) {
			assertThat(text.contains(secret)).as("a secret is in the clear").isFalse();
		}
	}

	static Stream<String> fixtures() {
		return Fixtures.names().stream();
	}

	@Test
	void secretsAreDeclaredOrThereAreNone() {
		assertThat(secrets()).allMatch((secret) -> secret.length() >= 8);
	}

	@Test
	void batchingAndRateAreKnown() {
		assertThat(notifier().batching()).isNotNull();
		assertThat(notifier().rate()).isNotNull();
	}

	@Test
	void toStringHasNoSecret() {
		assertNoSecret(notifier().toString());
	}

	@ParameterizedTest
	@MethodSource("fixtures")
	void deliverWhenDestinationIsWellDelivers(String fixture) {
		assertThat(deliver(notifier(), Fixtures.message(fixture))).isEqualTo(Outcome.delivered());
	}

	@ParameterizedTest
	@EnumSource(Severity.class)
	void deliverWhenRouteGivesSeverityDelivers(Severity severity) {
		Message message = Fixtures.message("computeapi.launchinstance.end");
		assertThat(deliver(notifier(), message, severity)).isEqualTo(Outcome.delivered());
	}

	@Test
	void deliverWhenTextsAreHostileDelivers() {
		Notifier notifier = notifier();
		assertThat(HostileMessages.some(60).map((message) -> deliver(notifier, message)))
			.allMatch(Outcome.delivered()::equals);
	}

	@Test
	void deliverWhenRepeatedUsesSameKey() {
		Notifier notifier = notifier();
		deliver(notifier, Fixtures.message("virtualnetwork.updatevcn"));
		deliver(notifier, Fixtures.message("virtualnetwork.updatevcn"));
		deliver(notifier, Fixtures.message("identitycontrolplane.createuser"));
		List<String> keys = keys();
		assertThat(keys).hasSize(3);
		assertThat(keys.get(1)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(2)).isNotEmpty();
	}

	@Test
	void deliverWhenCalledByManyThreadsDeliversAll() throws Exception {
		Notifier notifier = notifier();
		List<Callable<Outcome>> calls = IntStream.range(0, 64)
			.mapToObj((i) -> Fixtures.message("thread-" + i, Fixtures.body("virtualnetwork.updatevcn")))
			.<Callable<Outcome>>map((message) -> () -> deliver(notifier, message))
			.toList();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Outcome> outcome : threads.invokeAll(calls)) {
				assertThat(outcome.get()).isEqualTo(Outcome.delivered());
			}
		}
		assertThat(keys()).hasSize(64).doesNotHaveDuplicates();
	}

}
