package io.onsrelay.confirmation;

/**
 * The result of a request to confirm a subscription.
 */
public sealed interface ConfirmationRequestResult {

	/**
	 * It is on disk, and the subscription is confirmed in the background.
	 *
	 * @param first whether it is the first request with this URL
	 */
	record Recorded(boolean first) implements ConfirmationRequestResult {
	}

	/**
	 * Its URL is refused and is not called.
	 *
	 * @param reason why, as one word
	 * @param explanation why, as a sentence without its full stop
	 */
	record UrlRefused(String reason, String explanation) implements ConfirmationRequestResult {
	}

}
