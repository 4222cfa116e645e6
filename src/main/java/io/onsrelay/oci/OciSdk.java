package io.onsrelay.oci;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Oracle's SDK, which is loaded when it is first needed. No method of this type names a
 * type of it, or one that is made of its types: Spring reads the methods of a bean, and
 * the JVM would load what they name when it caches what a start loads.
 */
public final class OciSdk implements AutoCloseable {

	private final OciProperties properties;

	private @Nullable Opened opened;

	/**
	 * Creates the access to the SDK. Nothing is loaded for that.
	 * @param properties which credentials are used
	 */
	public OciSdk(OciProperties properties) {
		this.properties = properties;
	}

	/**
	 * Return whether credentials are configured. They may still be wrong.
	 * @return {@code false} if no client can be opened
	 */
	public boolean isConfigured() {
		return this.properties.auth() != OciProperties.Auth.NONE;
	}

	/**
	 * Opens something once, which is closed with this.
	 * @param opener opens it; after a failure, the next call does
	 * @return what was opened
	 */
	synchronized Opened open(Function<OciProperties, Opened> opener) {
		Opened before = this.opened;
		if (before != null) {
			return before;
		}
		Opened now = opener.apply(this.properties);
		this.opened = now;
		return now;
	}

	/**
	 * Closes every client.
	 */
	@Override
	public synchronized void close() {
		Opened before = this.opened;
		if (before != null) {
			before.close();
		}
	}

	/**
	 * What was opened, without the types of the SDK that it is made of.
	 */
	interface Opened extends AutoCloseable {

		@Override
		void close();

	}

}
