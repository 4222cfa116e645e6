package io.onsrelay.routing.reload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.Mistake;

/**
 * Which routes this replica has loaded, and what its files hold that it has not.
 *
 * @param version the first 12 hexadecimal digits of the SHA-256 of the routes, presets,
 * severities and limits of silences as they are written
 * @param loadedAt when this process loaded them
 * @param interval how often the files are read; zero if they are not watched
 * @param refusal why the files' routes are not loaded; {@code null} if they are
 * @param restartNeeded the names of properties outside of the routes that have changed in
 * the files since the start, in alphabetical order; they take effect at the next start
 */
public record RoutesStatus(String version, Instant loadedAt, Duration interval, @Nullable Refused refusal,
		List<String> restartNeeded) {

	/**
	 * Keeps copies of the lists.
	 */
	public RoutesStatus {
		restartNeeded = List.copyOf(restartNeeded);
	}

	/**
	 * Why routes in the files are not loaded.
	 *
	 * @param version the version of what is refused; empty if a file can't be read
	 * @param since when it was read first
	 * @param mistakes what is wrong and what to do, without secrets; at least one
	 */
	public record Refused(String version, Instant since, List<Mistake> mistakes) {

		/**
		 * Keeps copies of the lists.
		 */
		public Refused {
			mistakes = List.copyOf(mistakes);
		}

	}

}
