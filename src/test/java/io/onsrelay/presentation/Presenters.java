package io.onsrelay.presentation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.presentation.format.ContentFormatters;
import io.onsrelay.presentation.template.RenderThreads;
import io.onsrelay.presentation.vocabulary.Realms;
import io.onsrelay.presentation.vocabulary.RelayLinks;
import io.onsrelay.provisioning.RegionNamesOfTheSdk;
import io.onsrelay.redaction.Redaction;

/**
 * The presenter for tests, as the application wires it.
 */
public final class Presenters {

	/**
	 * Knows no region and no realm.
	 */
	static final RegionNames WITHOUT_NAMES = new RegionNames() {

		@Override
		public String nameOf(String nameOrKey) {
			return nameOrKey;
		}

		@Override
		public Set<String> realmDomains() {
			return Set.of();
		}

	};

	private static final SeverityRules NO_RULES = (_) -> Optional.empty();

	private Presenters() {
	}

	/**
	 * Return the presenter of the application.
	 * @return the presenter
	 */
	public static Presenter standard() {
		return presenter(RegionNamesOfTheSdk.regionNames(), RelayLinks.NONE, NO_RULES);
	}

	/**
	 * Return the presenter of a service whose address users know.
	 * @param url the address
	 * @return the presenter
	 */
	public static Presenter linking(String url) {
		return presenter(RegionNamesOfTheSdk.regionNames(), new RelayLinks(url), NO_RULES);
	}

	/**
	 * Return the presenter of a service with rules of severities.
	 * @param rules the rules
	 * @return the presenter
	 */
	public static Presenter withRules(SeverityRules rules) {
		return presenter(RegionNamesOfTheSdk.regionNames(), RelayLinks.NONE, rules);
	}

	/**
	 * Return the presenter of a service with patterns of secrets. A message may take 50
	 * ms of CPU time.
	 * @param registry the registry of its meters
	 * @param patterns the patterns
	 * @return the presenter
	 */
	public static Presenter redacting(MeterRegistry registry, String... patterns) {
		return new Presenter(ContentFormatters.standard(), new RedactionProperties(List.of(patterns)).redaction(),
				RegionNamesOfTheSdk.regionNames(), realms(), RelayLinks.NONE, NO_RULES,
				new RenderThreads(Duration.ofMillis(50)), new PresentationMetrics(registry));
	}

	/**
	 * Return a presenter that does not know the names of regions.
	 * @return the presenter
	 */
	static Presenter withoutRegionNames() {
		return presenter(WITHOUT_NAMES, RelayLinks.NONE, NO_RULES);
	}

	private static Presenter presenter(RegionNames regionNames, RelayLinks links, SeverityRules rules) {
		PresentationConfiguration configuration = new PresentationConfiguration();
		return configuration.presenter(ContentFormatters.standard(), new Redaction(List.of()), regionNames, realms(),
				links, rules, configuration.renderThreads(), new SimpleMeterRegistry());
	}

	private static Realms realms() {
		return new Realms(RegionNamesOfTheSdk.regionNames().realmDomains(), List.of("Configured.Example"));
	}

}
