package io.onsrelay.routing.reload;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.reload.ConfigurationContent;
import io.onsrelay.config.reload.ConfigurationFiles;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.reload.CandidateRoutes.BoundCandidate;
import io.onsrelay.routing.severity.SeverityTable;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Loads other routes while the service runs, as soon as the files of the configuration
 * hold them: what two successive reads find alike is checked as a whole and put in place
 * as a whole, or refused. What is refused changes nothing, and is told once.
 */
public final class RoutesReload {

	private final Logger logger = LoggerFactory.getLogger(RoutesReload.class);

	private final ConfigurationFiles files;

	private final CandidateRoutes candidates;

	private final LoadedRoutes routes;

	private final SeverityTable severities;

	private final LoadedVersions versions;

	private final Duration interval;

	private final Clock clock;

	private final Instant startedAt;

	private @Nullable Loaded loaded;

	/**
	 * What was read last.
	 */
	private @Nullable FilesReading seen;

	/**
	 * What was read twice, and loaded or refused.
	 */
	private @Nullable FilesReading settled;

	private @Nullable String noted;

	private volatile @Nullable RoutesStatus status;

	/**
	 * Creates the reload.
	 * @param files the files
	 * @param candidates reads and checks routes
	 * @param routes where routes are put in place
	 * @param severities where severities are put in place
	 * @param versions records what is loaded
	 * @param interval how often the files are read, as the status tells
	 * @param clock the time of what happens
	 */
	RoutesReload(ConfigurationFiles files, CandidateRoutes candidates, LoadedRoutes routes, SeverityTable severities,
			LoadedVersions versions, Duration interval, Clock clock) {
		this.files = files;
		this.candidates = candidates;
		this.routes = routes;
		this.severities = severities;
		this.versions = versions;
		this.interval = interval;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	/**
	 * Return which routes this replica has loaded. The routes themselves are those of the
	 * {@link io.onsrelay.routing.Router}.
	 * @return the status, which costs nothing to ask for
	 */
	public RoutesStatus status() {
		RoutesStatus known = this.status;
		return (known != null) ? known : begin();
	}

	private synchronized RoutesStatus begin() {
		loaded();
		return Objects.requireNonNull(this.status);
	}

	private Loaded loaded() {
		Loaded now = this.loaded;
		if (now == null) {
			ConfigurationContent content = ConfigurationContent.of(this.files.started(), this.candidates.parts());
			now = new Loaded(content, content.version(), this.startedAt);
			this.loaded = now;
			this.settled = new FilesReading(content, List.of());
			show(null, List.of());
		}
		return now;
	}

	/**
	 * Records in the audit log which routes are loaded, unless that is recorded.
	 */
	synchronized void noteLoaded() {
		Loaded now = loaded();
		if (!now.version().equals(this.noted)) {
			try {
				this.versions.note(now.version(), now.at(), this.routes.routes().size());
				this.noted = now.version();
			}
			catch (StoreUnavailableException ex) {
				// The store logs once that it is unavailable; the next look notes it.
			}
		}
	}

	/**
	 * Reads the files once.
	 * @return whether what they hold is settled; {@code false} if they are to be read
	 * again soon
	 */
	synchronized boolean look() {
		Loaded before = loaded();
		ConfigurableEnvironment environment = null;
		FilesReading now;
		try {
			environment = this.files.read();
			now = new FilesReading(ConfigurationContent.of(environment, this.candidates.parts()), List.of());
		}
		catch (InvalidConfigurationException ex) {
			now = new FilesReading(null, ex.getMistakes());
		}
		boolean repeated = now.equals(this.seen);
		this.seen = now;
		if (now.equals(this.settled)) {
			return true;
		}
		if (!repeated) {
			return false;
		}
		this.settled = now;
		settle(now, environment, before);
		return true;
	}

	private void settle(FilesReading now, @Nullable ConfigurableEnvironment environment, Loaded before) {
		ConfigurationContent content = now.content();
		if (environment == null || content == null) {
			refuse("", now.mistakes(), status().restartNeeded());
			return;
		}
		List<String> restart = before.atStart().differences(content);
		tellRestart(restart);
		try {
			BoundCandidate candidate = this.candidates.read(environment);
			if (!content.version().equals(before.version())) {
				load(candidate, content.version(), before);
			}
			else if (status().refusal() != null) {
				this.logger.info("The files of the configuration hold the loaded routes again, version {}",
						before.version());
			}
			show(null, restart);
		}
		catch (InvalidConfigurationException ex) {
			refuse(content.version(), ex.getMistakes(), restart);
		}
	}

	private void load(BoundCandidate candidate, String version, Loaded before) {
		this.routes.replaceBy(candidate.table());
		this.severities.replaceBy(candidate.severities());
		candidate.others().forEach(Runnable::run);
		this.loaded = new Loaded(before.atStart(), version, this.clock.instant());
		this.logger.info("The routes have changed in the files of the configuration: version {} with {} routes is "
				+ "loaded in place of {}", version, this.routes.routes().size(), before.version());
		noteLoaded();
	}

	private void refuse(String version, List<Mistake> mistakes, List<String> restart) {
		this.logger.error("The configuration has changed and is not loaded; routes of version {} still apply",
				status().version());
		mistakes.forEach((mistake) -> this.logger.error("Refused: {} {}", mistake, mistake.action()));
		show(new RoutesStatus.Refused(version, this.clock.instant(), mistakes), restart);
	}

	private void tellRestart(List<String> restart) {
		List<String> added = new ArrayList<>(restart);
		added.removeAll(status().restartNeeded());
		if (!added.isEmpty()) {
			this.logger.warn("These have changed in the files of the configuration and need a restart: {}",
					String.join(", ", added));
		}
	}

	private void show(RoutesStatus.@Nullable Refused refusal, List<String> restart) {
		Loaded now = Objects.requireNonNull(this.loaded);
		this.status = new RoutesStatus(now.version(), now.at(), this.interval, refusal, restart);
	}

	/**
	 * What is loaded.
	 *
	 * @param atStart what the configuration said at the start
	 * @param version the version of the routes
	 * @param at when they were loaded
	 */
	private record Loaded(ConfigurationContent atStart, String version, Instant at) {
	}

	/**
	 * What was read.
	 *
	 * @param content what the files say; {@code null} if they can't be read
	 * @param mistakes why they can't be read
	 */
	private record FilesReading(@Nullable ConfigurationContent content, List<Mistake> mistakes) {
	}

}
