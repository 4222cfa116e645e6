package io.onsrelay.notifier.http;

import java.time.Duration;
import java.util.Optional;

import io.onsrelay.http.HttpResult;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

/**
 * Classifies the results of HTTP calls the way most services mean them. A kind whose
 * vendor means something else looks at the result first.
 */
public final class HttpOutcomes {

	private HttpOutcomes() {
	}

	/**
	 * Classifies a status: 2xx is delivered; 408, 425, 429 and 5xx are retried;
	 * everything else, redirects among it, is rejected. See
	 * https://www.rfc-editor.org/rfc/rfc9110#name-status-codes.
	 * @param status the status
	 * @param retryAfter the value of {@code Retry-After}, if the response has one
	 * @param detail what the destination said: one line without a secret
	 * @return the outcome
	 */
	public static Outcome ofStatus(int status, Optional<Duration> retryAfter, String detail) {
		if (status >= 200 && status < 300) {
			return Outcome.delivered();
		}
		return switch (status) {
			case 408, 425 -> new Outcome.Retry(Reason.TIMEOUT, detail, retryAfter.orElse(null));
			case 429 -> new Outcome.Retry(Reason.RATE_LIMITED, detail, retryAfter.orElse(null));
			case 401, 403 -> Outcome.rejected(Reason.AUTH, detail);
			default -> (status >= 500) ? new Outcome.Retry(Reason.SERVER, detail, retryAfter.orElse(null))
					: Outcome.rejected(Reason.CLIENT, detail);
		};
	}

	/**
	 * Classifies a call without a response: it is retried, unless the address is
	 * forbidden.
	 * @param result why there is no response
	 * @return the outcome
	 */
	public static Outcome ofNoResponse(HttpResult.NoResponse result) {
		return switch (result.cause()) {
			case TIMEOUT -> Outcome.retry(Reason.TIMEOUT, result.detail());
			case NETWORK -> Outcome.retry(Reason.NETWORK, result.detail());
			case FORBIDDEN_ADDRESS -> Outcome.rejected(Reason.CLIENT, result.detail());
		};
	}

}
