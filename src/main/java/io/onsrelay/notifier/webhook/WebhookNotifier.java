package io.onsrelay.notifier.webhook;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.onsrelay.event.Sha256;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.AuthorizedHttp;
import io.onsrelay.notifier.http.HttpOutcomes;

/**
 * Posts messages to a receiver.
 */
final class WebhookNotifier implements Notifier {

	/**
	 * An id that names many records of a batch has no limit, and a header has.
	 */
	private static final int MAX_ID_CHARS = 255;

	private final WebhookSettings settings;

	private final String property;

	private final AuthorizedHttp http;

	private final WebhookPost.Renderer renderer;

	private final StandardWebhooks signatures;

	private final Map<String, String> headers;

	private final Clock clock;

	WebhookNotifier(WebhookSettings settings, String property, AuthorizedHttp http, WebhookPost.Renderer renderer,
			Map<String, String> headers, Clock clock) {
		this.settings = settings;
		this.property = property;
		this.http = http;
		this.renderer = renderer;
		this.signatures = new StandardWebhooks(settings.secret());
		this.headers = Map.copyOf(headers);
		this.clock = clock;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		Notification notification = batch.getFirst();
		WebhookPost post = this.renderer.render(notification);
		if (post.problem() != null) {
			return Outcome.rejected(Reason.RENDERING,
					"%s; correct %s.template".formatted(post.problem(), this.property));
		}
		Map<String, String> all = new HashMap<>(this.headers);
		all.put("Content-Type", post.contentType());
		all.putAll(this.signatures.headers(id(notification), this.clock.instant(), post.body().bytes()));
		return this.http.exchange(new HttpCall("POST", this.settings.url(), all, post.body()), this::judge);
	}

	private static String id(Notification notification) {
		String key = notification.idempotencyKey();
		return (key.length() <= MAX_ID_CHARS) ? key
				: "%s#sha256:%s".formatted(notification.message().id(), Sha256.hex(key));
	}

	private Outcome judge(Response response) {
		Outcome outcome = HttpOutcomes.ofReceiver(response, "the receiver");
		return (outcome instanceof Outcome.Rejected rejected)
				? Outcome.rejected(rejected.reason(),
						"%s: %s".formatted(rejected.detail(), meaning(response.status()).formatted(this.property)))
				: outcome;
	}

	private static String meaning(int status) {
		return switch (status) {
			case 401, 403 -> "the receiver does not accept the credentials, a header or the signature; check %s";
			case 404 -> "the receiver knows no such path; check %s.url";
			case 410 -> "the receiver is gone and is not to be called any more; remove %1$s, or set another %1$s.url";
			case 413 -> "the message is too large for the receiver of %s";
			case 415 -> "the receiver does not take this content type; check body and content-type of %s";
			default -> "the receiver rejects the message; check body and headers of %s";
		};
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.renderer.preview(notification));
	}

}
