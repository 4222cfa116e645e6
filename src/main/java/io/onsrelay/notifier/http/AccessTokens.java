package io.onsrelay.notifier.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.http.TokenEndpoint.Answer;
import io.onsrelay.secret.Secret;

/**
 * The access token of one destination. Calls that need a token at the same time share one
 * request for it, and its failure.
 */
final class AccessTokens implements CallCredentials {

	/**
	 * A token is not used for so long before its end, but for nine tenths of its time at
	 * least: what is on the way must arrive before the end.
	 */
	private static final Duration MARGIN = Duration.ofMinutes(1);

	private final AtomicReference<@Nullable Token> current = new AtomicReference<>();

	private final AtomicReference<@Nullable FutureTask<Lookup>> running = new AtomicReference<>();

	private final TokenEndpoint endpoint;

	private final Clock clock;

	AccessTokens(TokenEndpoint endpoint, Clock clock) {
		this.endpoint = endpoint;
		this.clock = clock;
	}

	@Override
	public Lookup get() {
		Token token = this.current.get();
		if (token != null && this.clock.instant().isBefore(token.until())) {
			return new Found(token.header(), true);
		}
		FutureTask<Lookup> task = new FutureTask<>(this::request);
		FutureTask<Lookup> other = this.running.compareAndExchange(null, task);
		if (other != null) {
			return await(other);
		}
		try {
			task.run();
		}
		finally {
			this.running.set(null);
		}
		return await(task);
	}

	@Override
	public boolean isRenewed(Found found) {
		Token token = this.current.get();
		if (token != null && token.header().equals(found.header())) {
			this.current.compareAndSet(token, null);
		}
		return found.kept();
	}

	private Lookup request() {
		return switch (this.endpoint.request()) {
			case Answer.Failed failed -> new Missing(failed.outcome());
			case Answer.Granted granted -> {
				Duration margin = granted.lifetime().dividedBy(10);
				Duration used = granted.lifetime().minus((margin.compareTo(MARGIN) < 0) ? margin : MARGIN);
				Secret header = Secret.of("Bearer " + granted.token().reveal());
				this.current.set(new Token(header, this.clock.instant().plus(used)));
				yield new Found(header, false);
			}
		};
	}

	private static Lookup await(FutureTask<Lookup> task) {
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for an access token");
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("An access token could not be asked for", ex);
		}
	}

	/**
	 * A token in use.
	 *
	 * @param header the value of the header
	 * @param until when it is used no more
	 */
	private record Token(Secret header, Instant until) {
	}

}
