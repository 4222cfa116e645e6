package io.onsrelay.silence;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.Bindable;

import io.onsrelay.config.StrictBinder;

/**
 * The limits of silences as they are loaded now.
 */
final class SilenceLimits {

	/**
	 * What the limits are configured by.
	 */
	static final String NAME = "relay.silence";

	private volatile SilenceProperties loaded;

	SilenceLimits(SilenceProperties loaded) {
		this.loaded = loaded;
	}

	/**
	 * Reads other limits.
	 * @param binder the properties
	 * @return puts them in place; silences that have begun keep their ends
	 * @throws io.onsrelay.config.InvalidConfigurationException if they are not valid
	 */
	Runnable read(StrictBinder binder) {
		SilenceProperties other = binder.bind(NAME, Bindable.of(SilenceProperties.class), SilenceProperties.DEFAULT);
		return () -> this.loaded = other;
	}

	/**
	 * Return how long a silence may be.
	 */
	Duration maxDuration() {
		return this.loaded.maxDuration();
	}

}
