package io.onsrelay.login;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpSessionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedSessions}.
 */
class BoundedSessionsTests {

	private final BoundedSessions sessions = new BoundedSessions(10, Duration.ofMinutes(90));

	@Test
	void sessionEndsAfterItsIdleTime() {
		assertThat(begin().getMaxInactiveInterval()).isEqualTo(5400);
	}

	@Test
	void sessionsAreNoMoreThanTheirNumber() {
		List<MockHttpSession> begun = IntStream.range(0, 200).mapToObj((_) -> begin()).toList();
		assertThat(begun).filteredOn((session) -> !session.isInvalid()).hasSize(10).contains(begun.getLast());
	}

	@Test
	void sessionThatHasEndedMakesRoom() {
		MockHttpSession first = begin();
		IntStream.range(0, 9).forEach((_) -> begin());
		MockHttpSession ended = begin();
		assertThat(first.isInvalid()).isTrue();
		ended.invalidate();
		this.sessions.sessionDestroyed(new HttpSessionEvent(ended));
		MockHttpSession next = begin();
		MockHttpSession another = begin();
		assertThat(next.isInvalid() || another.isInvalid()).isFalse();
	}

	private MockHttpSession begin() {
		MockHttpSession session = new MockHttpSession();
		this.sessions.sessionCreated(new HttpSessionEvent(session));
		return session;
	}

}
