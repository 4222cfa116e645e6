package io.onsrelay.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether a message could be stored now, as the probe of readiness finds out. A page
 * waits only for a moment: where the store hangs, pages are what an operator looks at.
 */
final class StoreCheck {

	/**
	 * How long a page waits.
	 */
	static final Duration PATIENCE = Duration.ofMillis(500);

	private static final String SILENT = "it does not answer";

	private final Supplier<@Nullable Health> trial;

	private final Executor threads;

	private final Duration patience;

	private @Nullable CompletableFuture<@Nullable Health> running;

	/**
	 * Creates the check.
	 * @param trial tries it, as long as it takes
	 * @param threads where trials run
	 * @param patience how long a page waits
	 */
	StoreCheck(Supplier<@Nullable Health> trial, Executor threads, Duration patience) {
		this.trial = trial;
		this.threads = threads;
		this.patience = patience;
	}

	/**
	 * Return why nothing can be stored.
	 * @return what the store says, or that it does not answer; empty if it can be written
	 */
	Optional<String> failure() {
		try {
			Health health = begun().get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			return (health == null || health.getStatus().equals(Status.UP)) ? Optional.empty()
					: Optional.of(String.valueOf(health.getDetails().get("reason")));
		}
		catch (TimeoutException ex) {
			return Optional.of(SILENT);
		}
		catch (ExecutionException ex) {
			return Optional.of(String.valueOf(ex.getCause()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.of(SILENT);
		}
	}

	/**
	 * Return the trial that runs, else a new one: there is one at a time.
	 */
	private synchronized CompletableFuture<@Nullable Health> begun() {
		CompletableFuture<@Nullable Health> trying = this.running;
		if (trying == null || trying.isDone()) {
			trying = CompletableFuture.supplyAsync(this.trial, this.threads);
			this.running = trying;
		}
		return trying;
	}

}
