package io.onsrelay.presentation;

import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.presentation.format.ContentFormatters;
import io.onsrelay.provisioning.RegionNamesOfTheSdk;
import io.onsrelay.redaction.Redaction;

/**
 * The presenter for tests, as the application wires it.
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
	 * Return the presenter of a service with a public URL.
	 * @param publicUrl the URL; blank for none
	 * @return the presenter
	 */
	public static Presenter at(String publicUrl) {
		return new PresentationConfiguration().presenter(ContentFormatters.standard(), new Redaction(List.of()),
				RegionNamesOfTheSdk.regionNames(), PublicUrl.of(publicUrl), new SimpleMeterRegistry());
	}

	/**
	 * Return a presenter that does not know the names of regions.
	 * @return the presenter
	 */
	static Presenter withoutRegionNames() {
		return new PresentationConfiguration().presenter(ContentFormatters.standard(), new Redaction(List.of()),
				(key) -> key, PublicUrl.of(""), new SimpleMeterRegistry());
	}

}
