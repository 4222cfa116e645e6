package io.onsrelay.credential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginThrottle}.
 */
class LoginThrottleTests {

	private static final LoginSource SOURCE = LoginSource.of("ingest", "user", 0, "203.0.113.7");

	private final TestClock clock = TestClock.standing();

	private final List<Duration> pauses = new ArrayList<>();

	private final LoginThrottle throttle = new LoginThrottle(this.clock::nanoTime, this.pauses::add);

	@Test
	void admitWhenNothingFailedDoesNotWait() {
		assertThat(this.throttle.admit(SOURCE)).isTrue();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void admitAfterFailuresWaitsLongerEachTimeUpToTheBound() {
		IntStream.range(0, 9).forEach((_) -> {
			this.throttle.failed(SOURCE);
			assertThat(this.throttle.admit(SOURCE)).isTrue();
		});
		assertThat(this.pauses).extracting(Duration::toMillis)
			.containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L, 2000L);
	}

	@ParameterizedTest
	@CsvSource({ "ingest, 203.0.113.8", "admin, 203.0.113.7", "ingest, 2001:db8::7" })
	void admitWhenOtherSourceFailedDoesNotWait(String account, String address) {
		this.throttle.failed(SOURCE);
		assertThat(this.throttle.admit(LoginSource.of(account, "user", 0, address))).isTrue();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void admitWhenNamesAreTriedOneAfterTheOtherWaits() {
		for (int i = 0; i < 1000; i++) {
			LoginSource source = LoginSource.of("admin", "user" + i, 7, "203.0.113.7");
			this.throttle.admit(source);
			this.throttle.failed(source);
		}
		assertThat(this.throttle.rememberedSources()).isEqualTo(16);
		assertThat(this.pauses).hasSize(984);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 8 })
	void successOfOneUserOfAnAccountForgetsNoFailureOfAnother(int seed) {
		List<String> users = List.of("admin", "reader", "third", "fourth");
		int salt = LoginSource.saltThatSeparates(users, new Random(seed));
		this.throttle.failed(LoginSource.of("admin", "admin", salt, "203.0.113.7"));
		users.stream()
			.skip(1)
			.forEach((user) -> this.throttle.succeeded(LoginSource.of("admin", user, salt, "203.0.113.7")));
		this.throttle.admit(LoginSource.of("admin", "admin", salt, "203.0.113.7"));
		assertThat(this.pauses).hasSize(1);
	}

	@Test
	void admitWhenAddressIsOfOneNetworkOf64BitsWaits() {
		this.throttle.failed(LoginSource.of("ingest", "user", 0, "2001:db8:1:2::7"));
		this.throttle.admit(LoginSource.of("ingest", "user", 0, "2001:db8:1:3::7"));
		assertThat(this.pauses).isEmpty();
		this.throttle.admit(LoginSource.of("ingest", "user", 0, "2001:db8:1:2:ffff::1"));
		assertThat(this.pauses).hasSize(1);
	}

	@Test
	void admitAfterSuccessDoesNotWait() {
		this.throttle.failed(SOURCE);
		this.throttle.succeeded(SOURCE);
		assertThat(this.throttle.admit(SOURCE)).isTrue();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void admitAfterQuarterOfAnHourDoesNotWait() {
		this.throttle.failed(SOURCE);
		this.clock.move(Duration.ofMinutes(14));
		this.throttle.admit(SOURCE);
		this.clock.move(Duration.ofMinutes(16));
		this.throttle.admit(SOURCE);
		assertThat(this.pauses).hasSize(1);
	}

	@Test
	void admitWhenTenOfSourceWaitRejectsAtOnceAndLeavesOthersAlone() {
		List<Boolean> admitted = new ArrayList<>();
		LoginThrottle crowded = whileWaiting(SOURCE, admitted);
		LoginSource other = LoginSource.of("ingest", "user", 0, "203.0.113.8");
		crowded.failed(SOURCE);
		crowded.failed(other);
		assertThat(crowded.admit(SOURCE)).isTrue();
		assertThat(admitted).hasSize(10).startsWith(false).endsWith(true);
		assertThat(crowded.admit(other)).isTrue();
	}

	@Test
	void admitWhenHundredWaitRejectsSourcesWithFailuresOnly() {
		List<Boolean> admitted = new ArrayList<>();
		int[] next = { 0 };
		LoginThrottle[] crowded = new LoginThrottle[1];
		crowded[0] = new LoginThrottle(this.clock::nanoTime, (_) -> {
			admitted.add(crowded[0].admit(numbered(++next[0])));
			admitted.add(crowded[0].admit(LoginSource.of("ingest", "user", 0, "198.51.100.1")));
		});
		IntStream.range(0, 200).forEach((i) -> crowded[0].failed(numbered(i)));
		assertThat(crowded[0].admit(numbered(0))).isTrue();
		assertThat(next[0]).isEqualTo(100);
		assertThat(admitted.stream().filter((each) -> !each)).hasSize(1);
	}

	@Test
	void failedWhenSourcesAreManyRemembersBoundedNumber() {
		IntStream.range(0, 30_000).forEach((i) -> this.throttle.failed(numbered(i)));
		assertThat(this.throttle.rememberedSources()).isLessThanOrEqualTo(10_000);
	}

	private static LoginSource numbered(int number) {
		return new LoginSource("ingest", 0, String.valueOf(number));
	}

	/**
	 * A throttle in which the next login of a source comes while the one before waits.
	 */
	private LoginThrottle whileWaiting(LoginSource source, List<Boolean> admitted) {
		LoginThrottle[] throttle = new LoginThrottle[1];
		Consumer<Duration> pause = (_) -> admitted.add(throttle[0].admit(source));
		throttle[0] = new LoginThrottle(this.clock::nanoTime, pause);
		return throttle[0];
	}

}
