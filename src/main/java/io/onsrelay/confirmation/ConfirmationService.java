package io.onsrelay.confirmation;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.confirmation.Confirmation.ConfirmationState;
import io.onsrelay.confirmation.ConfirmationMeters.ConfirmationOutcome;
import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.confirmation.url.ConfirmationUrl;
import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.Sha256;
import io.onsrelay.secret.Secret;

/**
 * Receives requests to confirm a subscription. A request is recorded and acknowledged at
 * once; the URL is called in the background.
 */
public final class ConfirmationService {

	private final Logger logger = LoggerFactory.getLogger(ConfirmationService.class);

	private final boolean enabled;

	private final ConfirmationGuard guard;

	private final ConfirmationTable table;

	private final ConfirmationMetrics metrics;

	private final Clock clock;

	private final Runnable wakeUp;

	ConfirmationService(boolean enabled, ConfirmationGuard guard, ConfirmationTable table, ConfirmationMetrics metrics,
			Clock clock, Runnable wakeUp) {
		this.enabled = enabled;
		this.guard = guard;
		this.table = table;
		this.metrics = metrics;
		this.clock = clock;
		this.wakeUp = wakeUp;
	}

	/**
	 * Finds the confirmation URL of a request, without parsing the rest of its body.
	 * @param headers the headers
	 * @param body the body
	 * @return the URL, which holds a token; empty if the request is not a confirmation
	 */
	public Optional<Secret> find(OnsHeaders headers, Body body) {
		return ConfirmationUrl.find(headers, body);
	}

	/**
	 * Records a request. A refused URL is recorded too, without its token.
	 * @param headers the headers
	 * @param url the confirmation URL
	 * @return the result; when this method returns, the request is on disk
	 * @throws io.onsrelay.store.StoreUnavailableException if the request could not be
	 * recorded and must not be acknowledged
	 */
	public ConfirmationRequestResult receive(OnsHeaders headers, Secret url) {
		String topic = headers.topicOcid().orElse(null);
		return switch (this.guard.check(url.reveal())) {
			case ConfirmationGuard.Refused refused -> recordRefused(topic, url, refused.reason());
			case ConfirmationGuard.Admitted admitted ->
				this.enabled ? recordPending(topic, url, admitted.subscriptionId())
						: recordWithoutConfirming(topic, url, admitted.subscriptionId());
		};
	}

	private ConfirmationRequestResult recordPending(@Nullable String topic, Secret url, String subscription) {
		Instant now = this.clock.instant();
		boolean first = this.table
			.add(new Confirmation(digest(url), subscription, topic, url, now, ConfirmationState.PENDING, 0));
		if (first) {
			this.metrics.count(ConfirmationOutcome.RECEIVED);
			this.logger.info("Subscription {} of topic {} will be confirmed", subscription, topic);
			this.wakeUp.run();
		}
		return new ConfirmationRequestResult.Recorded(first);
	}

	private ConfirmationRequestResult recordWithoutConfirming(@Nullable String topic, Secret url, String subscription) {
		boolean first = this.table.addSettled(digest(url), topic, this.clock.instant(), ConfirmationState.PENDING,
				"relay.confirmation.enabled is false");
		if (first) {
			this.metrics.count(ConfirmationOutcome.DISABLED);
			this.logger.warn("Subscription {} of topic {} stays pending, since relay.confirmation.enabled is false: "
					+ "confirm it manually", subscription, topic);
		}
		return new ConfirmationRequestResult.Recorded(first);
	}

	private ConfirmationRequestResult recordRefused(@Nullable String topic, Secret url,
			ConfirmationGuard.RefusalReason reason) {
		boolean first = this.table.addSettled(digest(url), topic, this.clock.instant(), ConfirmationState.REFUSED,
				reason.explanation());
		if (first) {
			this.metrics.count(ConfirmationOutcome.REFUSED);
			this.logger.warn("A confirmation URL for topic {} is refused and was not called: it {}", topic,
					reason.explanation());
		}
		return new ConfirmationRequestResult.UrlRefused(reason.name().toLowerCase(Locale.ROOT),
				"The confirmation URL " + reason.explanation());
	}

	private static String digest(Secret url) {
		return Sha256.hex(url.reveal());
	}

}
