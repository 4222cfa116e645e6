package io.onsrelay.credential;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import io.onsrelay.TestClock;
import io.onsrelay.secret.SaltedHash;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoginFailures}, with the logins of a {@link UserAccount}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoginFailuresTests {

	private final TestClock clock = TestClock.standing();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LoginFailures failures = new LoginFailures(new CredentialMetrics(this.meters), this.clock);

	private final UserAccount account = new UserAccount("ingest", users(),
			new LoginThrottle(this.clock::nanoTime, (_) -> {
			}), this.failures, 0);

	@Test
	void minuteIsLoggedInOneLineWithoutWhatWasTried(CapturedOutput output) {
		login("ons", "hunter2-hunter2", "203.0.113.7");
		assertThat(this.failures.runOnce()).contains(this.clock.instant().plus(Duration.ofMinutes(1)));
		login("mallory", "hunter2-hunter2", "203.0.113.8");
		login("ons", "hunter3-hunter3", "203.0.113.7");
		this.clock.move(Duration.ofMinutes(1));
		assertThat(this.failures.runOnce()).isEmpty();
		assertThat(output).contains(
				"3 logins of relay.ingest failed within a minute: 2 with its user name, 1 with others. They came from "
						+ "2 addresses, the last from 203.0.113.7. 0 of them were rejected unchecked")
			.doesNotContain("hunter", "mallory");
	}

	@Test
	void minuteWithoutFailuresLogsNothing(CapturedOutput output) {
		assertThat(login("ons", "right-password", "203.0.113.7")).isNotNull();
		assertThat(this.failures.runOnce()).isEmpty();
		this.clock.move(Duration.ofHours(1));
		assertThat(this.failures.runOnce()).isEmpty();
		assertThat(output).doesNotContain("logins of");
	}

	@Test
	void failuresAreCountedByAccountAndKnownUser() {
		this.failures.expect("ingest");
		this.failures.expect("admin");
		assertThat(this.meters.get("relay.auth.failures").counters()).hasSize(8)
			.allSatisfy((counter) -> assertThat(counter.count()).isZero());
		List.of("ons", "ONS", "", "ons").forEach((user) -> login(user, "wrong", "203.0.113.7"));
		assertThat(count("known", "wrong")).isEqualTo(2);
		assertThat(count("unknown", "wrong")).isEqualTo(2);
	}

	@Test
	void addressesOfMinuteAreBounded(CapturedOutput output) {
		IntStream.range(0, 2000).forEach((i) -> login("ons", "wrong", "10.0.%d.%d".formatted(i / 256, i % 256)));
		this.clock.move(Duration.ofMinutes(1));
		this.failures.runOnce();
		assertThat(output).contains("They came from 1000 addresses or more");
	}

	@Test
	void loginWhenTooManyWaitIsCountedAsRejected() {
		UserAccount[] crowded = new UserAccount[1];
		crowded[0] = new UserAccount("ingest", users(),
				new LoginThrottle(this.clock::nanoTime, (_) -> attempt(crowded[0], "ons", "right-password")),
				this.failures, 0);
		attempt(crowded[0], "ons", "wrong");
		attempt(crowded[0], "ons", "wrong");
		assertThat(count("known", "rejected")).isOne();
	}

	private static List<UserAccount.KnownUser> users() {
		return List.of(new UserAccount.KnownUser("ons",
				List.of(SaltedHash.of(Secret.of("right-password"), RandomGenerator.getDefault())), List.of()));
	}

	private double count(String user, String outcome) {
		return this.meters.get("relay.auth.failures")
			.tags("account", "ingest", "user", user, "outcome", outcome)
			.counter()
			.count();
	}

	private static void attempt(UserAccount account, String user, String password) {
		try {
			account.authenticate(token(user, password, "203.0.113.7"));
		}
		catch (BadCredentialsException | TooManyLoginsException ex) {
			// Counted
		}
	}

	private Authentication login(String user, String password, String address) {
		Authentication token = token(user, password, address);
		if (password.equals("right-password")) {
			return this.account.authenticate(token);
		}
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> this.account.authenticate(token));
		return token;
	}

	private static Authentication token(String user, String password, String address) {
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.unauthenticated(user, password);
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		token.setDetails(new WebAuthenticationDetails((HttpServletRequest) request));
		return token;
	}

}
