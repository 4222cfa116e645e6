package io.onsrelay.silence;

import io.onsrelay.silence.model.SilencePreview;

/**
 * Thrown where a silence would match more than half of the traffic and was not confirmed
 * a second time.
 */
public final class UnconfirmedSilenceException extends RuntimeException {

	// Exceptions are serializable, previews are not
	private final transient SilencePreview preview;

	UnconfirmedSilenceException(SilencePreview preview) {
		super("This silence matches %s. Confirm it a second time if that is meant.".formatted(matched(preview)));
		this.preview = preview;
	}

	private static String matched(SilencePreview preview) {
		return preview.isOfAll() ? "every message"
				: "%s%d %% of the messages of the last 24 hours (%d of %d)".formatted(preview.sampled() ? "about " : "",
						Math.round(100 * preview.share()), preview.matching(), preview.messages());
	}

	/**
	 * Return what it would have matched.
	 * @return the preview
	 */
	public SilencePreview preview() {
		return this.preview;
	}

}
