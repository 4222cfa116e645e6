package io.onsrelay.routing.diff;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.RouteTable;
import io.onsrelay.routing.reload.CandidateRoutes;
import io.onsrelay.store.Store;

/**
 * Compares where the messages of the last day go by the loaded routes with where they
 * would go by other routes.
 */
public final class RoutesComparison {

	/**
	 * How far the messages reach back.
	 */
	public static final Duration LOOKED_BACK = Duration.ofHours(24);

	/**
	 * How many messages are looked at unless a number is given.
	 */
	public static final int DEFAULT_LIMIT = 10_000;

	/**
	 * How many messages are looked at at most.
	 */
	public static final int MAX_LIMIT = 100_000;

	/**
	 * How many messages are read at a time.
	 */
	public static final int PORTION = 250;

	/**
	 * How long a proposal may be, in bytes of UTF-8.
	 */
	public static final int MAX_PROPOSAL_BYTES = 1024 * 1024;

	private final Store store;

	private final CandidateRoutes candidates;

	private final LoadedRoutes routes;

	private final NotifierRegistry notifiers;

	private final Presenter presenter;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	/**
	 * Creates the comparison.
	 * @param store where messages are kept
	 * @param candidates reads other routes
	 * @param routes the loaded routes
	 * @param notifiers the destinations
	 * @param presenter names messages
	 * @param clock the time
	 */
	RoutesComparison(Store store, CandidateRoutes candidates, LoadedRoutes routes, NotifierRegistry notifiers,
			Presenter presenter, Clock clock) {
		this.store = store;
		this.candidates = candidates;
		this.routes = routes;
		this.notifiers = notifiers;
		this.presenter = presenter;
		this.clock = clock;
	}

	/**
	 * Compares with what the files of the configuration hold now, whether or not it is
	 * loaded.
	 * @param limit how many messages to look at, from 1 to {@link #MAX_LIMIT}
	 * @return which messages would go elsewhere
	 * @throws InvalidConfigurationException if it is invalid, with all mistakes
	 * @throws io.onsrelay.store.StoreUnavailableException if the messages can't be read
	 * now
	 */
	public RoutesDiff withFiles(int limit) {
		return compare(this.candidates.ofFiles(), limit);
	}

	/**
	 * Compares with a proposal, which takes the place of the routes, presets and
	 * severities of all files. Nothing is loaded.
	 * @param yaml the proposal, as a YAML file of the configuration; what it holds beside
	 * the routes, presets and severities is not looked at
	 * @param limit how many messages to look at, from 1 to {@link #MAX_LIMIT}
	 * @return which messages would go elsewhere
	 * @throws InvalidConfigurationException if it is invalid, with all mistakes
	 * @throws io.onsrelay.store.StoreUnavailableException if the messages can't be read
	 * now
	 */
	public RoutesDiff withProposal(String yaml, int limit) {
		if (yaml.getBytes(StandardCharsets.UTF_8).length > MAX_PROPOSAL_BYTES) {
			throw new InvalidConfigurationException("the proposed routes", "they are longer than 1 MB.",
					"Propose fewer routes.");
		}
		return compare(this.candidates.ofProposal(yaml), limit);
	}

	private RoutesDiff compare(RouteTable other, int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new IllegalArgumentException("From 1 to %,d messages can be looked at.".formatted(MAX_LIMIT));
		}
		return new Comparison(this.routes.table(), other, this.notifiers.destinations(),
				(message) -> this.presenter.present(message).title())
			.of((before) -> this.store.read((jdbc) -> portion(jdbc, before)), this.clock.instant().minus(LOOKED_BACK),
					limit);
	}

	private List<PastMessage> portion(JdbcClient jdbc, long before) {
		return Journal.newest(jdbc, this.parser, before, PORTION)
			.entrySet()
			.stream()
			.map((entry) -> new PastMessage(entry.getKey(), entry.getValue(), null))
			.toList();
	}

}
