package io.onsrelay.confirmation;

/**
 * What became of a request to confirm a subscription.
 */
public sealed interface Reception {

	/**
	 * It is on disk, and will be confirmed in the background.
	 *
	 * @param first whether it is the first request with this URL
	 */
	record Kept(boolean first) implements Reception {
	}

	/**
	 * Its URL must not be called.
	 *
	 * @param reason why not, as one word
	 * @param explanation why not, as a sentence
	 */
	record Refused(String reason, String explanation) implements Reception {
	}

}
