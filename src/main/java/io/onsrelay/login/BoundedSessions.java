package io.onsrelay.login;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Bounds the sessions of browsers in number and in time. They are in memory: a restart
 * ends them, and behind a load balancer each browser has to stay at one replica.
 */
final class BoundedSessions implements HttpSessionListener {

	private final int maximum;

	private final Duration idleTimeout;

	private final Set<HttpSession> sessions = new LinkedHashSet<>();

	/**
	 * Creates the bound.
	 * @param maximum how many sessions there are at most
	 * @param idleTimeout after how long without a request a session ends
	 */
	BoundedSessions(int maximum, Duration idleTimeout) {
		this.maximum = maximum;
		this.idleTimeout = idleTimeout;
	}

	@Override
	public void sessionCreated(HttpSessionEvent event) {
		HttpSession session = event.getSession();
		session.setMaxInactiveInterval(Math.toIntExact(this.idleTimeout.toSeconds()));
		add(session).ifPresent(HttpSession::invalidate);
	}

	private synchronized Optional<HttpSession> add(HttpSession session) {
		Optional<HttpSession> unused = (this.sessions.size() < this.maximum) ? Optional.empty()
				: this.sessions.stream().min(Comparator.comparingLong(BoundedSessions::lastUsed));
		unused.ifPresent(this.sessions::remove);
		this.sessions.add(session);
		return unused;
	}

	@Override
	public synchronized void sessionDestroyed(HttpSessionEvent event) {
		this.sessions.remove(event.getSession());
	}

	private static long lastUsed(HttpSession session) {
		try {
			return session.getLastAccessedTime();
		}
		catch (IllegalStateException ex) {
			return Long.MIN_VALUE;
		}
	}

}
