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
			case 404, 410 -> Outcome.rejected(Reason.GONE, detail);
			default -> (status >= 500) ? new Outcome.Retry(Reason.SERVER, detail, retryAfter.orElse(null))
					: Outcome.rejected(Reason.CLIENT, detail);
		};
	}

	/**
	 * Classifies a response whose status is no success and whose body has nothing that
	 * the vendor would say. What {@link #ofStatus} retries is retried; everything else
	 * comes from a proxy or a firewall on the way and passes like an outage, except that
	 * the message is too large.
	 * @param response the response
	 * @param vendor the name of the vendor
	 * @return the outcome
	 */
	public static Outcome ofForeignStatus(HttpResult.Response response, String vendor) {
		Outcome outcome = ofStatus(response.status(), response.retryAfter(), "HTTP " + response.status());
		return switch (response.status()) {
			case 413, 414, 431 -> outcome;
			default -> (outcome instanceof Outcome.Rejected) ? ofProxy(response, vendor) : outcome;
		};
	}

	/**
	 * Classifies a response with a status of success whose body is not what the vendor
	 * says. A page, such as one to log in at, is from a proxy on the way. Anything else
	 * is from a server that may have taken the messages, so it is not called for long.
	 * @param response the response
	 * @param vendor the name of the vendor
	 * @return the outcome
	 */
	public static Outcome ofForeignSuccess(HttpResult.Response response, String vendor) {
		if (isPage(response)) {
			return ofProxy(response, vendor);
		}
		return Outcome.retry(Reason.UNRECOGNIZED,
				"HTTP %d, but the answer is not that of %s: the server may have taken the message"
					.formatted(response.status(), vendor));
	}

	/**
	 * Classifies a response of a service without answers of its own, such as a webhook:
	 * its status counts, whatever the body is. Redirects, a proxy's own status and pages
	 * pass like an outage, except that the receiver is gone or the message is too large.
	 * @param response the response
	 * @param receiver what the service is called
	 * @return the outcome
	 */
	public static Outcome ofReceiver(HttpResult.Response response, String receiver) {
		int status = response.status();
		boolean proxy = (status >= 300 && status < 400) || status == 407 || (isPage(response) && status != 410);
		return (proxy && !response.successful()) ? ofForeignStatus(response, receiver)
				: ofStatus(status, response.retryAfter(), "HTTP " + status);
	}

	private static boolean isPage(HttpResult.Response response) {
		return response.body().stripLeading().startsWith("<");
	}

	private static Outcome ofProxy(HttpResult.Response response, String vendor) {
		String detail = "HTTP %d, but the answer is not from %s: a proxy or firewall on the way %s"
			.formatted(response.status(), vendor, switch (response.status()) {
				case 407 -> "asks for credentials";
				case 300, 301, 302, 303, 307, 308 -> "redirects the call";
				default -> "answered";
			});
		return new Outcome.Retry(Reason.PROXY, detail, response.retryAfter().orElse(null));
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
