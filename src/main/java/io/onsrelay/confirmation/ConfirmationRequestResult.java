package io.onsrelay.confirmation;

/**
 * What became of a request to confirm a subscription.
 */
public sealed interface ConfirmationRequestResult {

	/**
	 * It is on disk, and will be confirmed in the background.
	 *
	 * @param first whether it is the first request with this URL
	 */
	record Recorded(boolean first) implements ConfirmationRequestResult {
	}

	/**
	 * Its URL must not be called.
	 *
	 * @param reason why not, as one word
	 * @param explanation why not, as a sentence
	 */
	record UrlRefused(String reason, String explanation) implements ConfirmationRequestResult {
	}

}
