package io.onsrelay.presentation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.provisioning.RegionNamesOfTheSdk;
import io.onsrelay.redaction.Redaction;

/**
 * The presenter for tests, as the application makes it.
 */
public final class Presenters {

	private Presenters() {
	}

	/**
	 * Return the presenter of the application.
	 * @return the presenter
	 */
	public static Presenter standard() {
		return at("");
	}

	/**
	 * Return a presenter of a service that people reach.
	 * @param publicUrl where
	 * @return the presenter
	 */
	public static Presenter at(String publicUrl) {
		return new PresentationConfiguration().presenter(Redaction.standard(), RegionNamesOfTheSdk.regionNames(),
				PublicUrl.of(publicUrl), new SimpleMeterRegistry());
	}

	/**
	 * Return a presenter that knows no names of regions.
	 * @return the presenter
	 */
	static Presenter withoutRegionNames() {
		return new Presenter(Redaction.standard(), (key) -> key, PublicUrl.of(""),
				new RouteTemplates(Redaction.standard(), new SimpleMeterRegistry()));
	}

}
