package io.onsrelay.presentation;

import io.onsrelay.event.Redaction;

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
		return new PresentationConfiguration().presenter();
	}

	/**
	 * Return a presenter that knows no names of regions.
	 * @return the presenter
	 */
	static Presenter withoutRegionNames() {
		return new Presenter(Redaction.standard(), (key) -> key);
	}

}
