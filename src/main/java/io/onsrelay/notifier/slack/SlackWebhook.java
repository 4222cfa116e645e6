package io.onsrelay.notifier.slack;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.Answer;
import io.onsrelay.http.HttpResult.NoAnswer;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.secret.Secret;

/**
 * Posts to an incoming webhook. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/.
 */
final class SlackWebhook implements Notifier {

	private static final String DELIVERED = "ok";

	private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

	private static final Set<String> AUTH_ERRORS = Set.of("invalid_token", "action_prohibited");

	private final Secret url;

	private final OutboundHttp http;

	private final SlackPayload payload;

	SlackWebhook(Secret url, OutboundHttp http, SlackPayload payload) {
		this.url = url;
		this.http = http;
		this.payload = payload;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		String json = this.payload.render(batch.getFirst());
		return switch (this.http.exchange(HttpCall.postJson(this.url, json))) {
			case Answer answer -> judge(answer);
			case NoAnswer none -> Outcome.ofNoAnswer(none);
		};
	}

	private static Outcome judge(Answer answer) {
		String body = answer.body().strip();
		if (answer.successful()) {
			// A proxy's page for a log-in comes with 200 too; Slack says ok and no more.
			return body.equals(DELIVERED) ? Outcome.delivered()
					: Outcome.retry(Reason.SERVER, "HTTP " + answer.status() + ", but it was not Slack that answered");
		}
		boolean named = ERROR.matcher(body).matches();
		Outcome outcome = Outcome.ofHttpStatus(answer.status(), answer.retryAfter(),
				named ? body : "HTTP " + answer.status());
		if (named && outcome instanceof Outcome.Rejected) {
			return Outcome.rejected(AUTH_ERRORS.contains(body) ? Reason.AUTH : Reason.CLIENT, body);
		}
		return outcome;
	}

}
