package io.onsrelay.routing.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.NameCheck;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.placeholder.UnresolvedPlaceholders;
import io.onsrelay.config.reload.ConfigurationFiles;
import io.onsrelay.config.reload.ReloadedPart;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.RouteTable;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Reads routes that are not loaded, and checks them as a start would.
 */
public final class CandidateRoutes {

	/**
	 * What routes consist of. What is below these names is named here and nowhere else.
	 */
	private static final List<String> PARTS = List.of("relay.routes", "relay.presets", "relay.preset",
			"relay.severity");

	private final ConfigurationFiles files;

	private final StrictBinder binder;

	private final NameCheck names;

	private final LoadedRoutes routes;

	private final List<ReloadedPart> others;

	private final List<ConfigurationPropertyName> parts;

	CandidateRoutes(ConfigurationFiles files, StrictBinder binder, NameCheck names, LoadedRoutes routes,
			List<ReloadedPart> others) {
		this.others = List.copyOf(others);
		this.parts = Stream.concat(PARTS.stream(), others.stream().map(ReloadedPart::name))
			.map(ConfigurationPropertyName::of)
			.toList();
		this.files = files;
		this.binder = binder;
		this.names = names;
		this.routes = routes;
	}

	/**
	 * Return what is loaded while the service runs.
	 * @return the names of the properties
	 */
	List<String> parts() {
		return this.parts.stream().map(ConfigurationPropertyName::toString).toList();
	}

	/**
	 * Reads what the files of the configuration hold now.
	 * @return the routes
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	public RouteTable ofFiles() {
		return read(this.files.read()).table();
	}

	/**
	 * Reads a proposal, which takes the place of the routes, presets and severities of
	 * all files.
	 * @param yaml the proposal
	 * @return the routes
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	public RouteTable ofProposal(String yaml) {
		return read(this.files.readProposal(yaml, PARTS)).table();
	}

	/**
	 * Reads routes, severities and what else is loaded with them.
	 * @param environment the properties
	 * @return what may be loaded
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	BoundCandidate read(ConfigurableEnvironment environment) {
		Mistakes mistakes = new Mistakes();
		UnresolvedPlaceholders.in(environment)
			.stream()
			.filter((mistake) -> isPart(mistake.property()))
			.forEach(mistakes::add);
		mistakes.refuse();
		StrictBinder other = this.binder.in(environment);
		mistakes.of(() -> this.names.check(environment));
		mistakes.of(() -> this.routes.read(other));
		mistakes.of(() -> SeverityTable.read(other));
		List<Runnable> changes = new ArrayList<>();
		this.others.forEach((part) -> mistakes.of(() -> changes.add(part.reader().apply(other))));
		mistakes.refuse();
		return new BoundCandidate(this.routes.read(other), SeverityTable.read(other), changes);
	}

	private boolean isPart(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		return this.parts.stream().anyMatch((part) -> part.equals(name) || part.isAncestorOf(name));
	}

	/**
	 * What may be loaded.
	 *
	 * @param table the routes
	 * @param severities the severities
	 * @param others each puts another part in place
	 */
	record BoundCandidate(RouteTable table, SeverityTable severities, List<Runnable> others) {
	}

}
