package io.onsrelay.notifier.teams;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.resolution.LateMessages;
import io.onsrelay.secret.Secret;

/**
 * Posts to the webhook of a workflow. The workflow runs after the response, so that a
 * success says that Power Automate has the card, and not that Teams shows it. See
 * https://support.microsoft.com/en-us/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498.
 */
final class TeamsWebhook implements Notifier {

	/**
	 * More are throttled, see
	 * https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#rate-limiting-for-connectors.
	 */
	private static final Rate RATE = Rate.of(4, Duration.ofSeconds(1));

	private static final int ACCEPTED = 202;

	/**
	 * What the webhooks answered that workflows replace, and what stands in for them
	 * still does.
	 */
	private static final String POSTED = "1";

	private final TeamsErrors errors;

	private final Secret url;

	private final Batching batching;

	private final OutboundHttp http;

	private final TeamsMessage message;

	private final LateMessages late;

	TeamsWebhook(Destination destination, TeamsSettings settings, OutboundHttp http, TeamsMessage message,
			LateMessages late) {
		this.errors = new TeamsErrors(destination);
		this.url = settings.webhookUrl();
		this.batching = settings.batching();
		this.http = http;
		this.message = message;
		this.late = late;
	}

	@Override
	public Batching batching() {
		return this.batching;
	}

	@Override
	public Rate rate() {
		return RATE;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		return this.late.deliver(batch, this::call);
	}

	private Outcome call(List<Notification> batch) {
		return post((batch.size() > 1) ? this.message.digest(batch, this::present)
				: this.message.render(batch.getFirst(), present(batch.getFirst())));
	}

	private Presentation present(Notification notification) {
		return this.late.mark(notification, this.message.present(notification)).presentation();
	}

	private Outcome post(ObjectNode post) {
		return switch (this.http.exchange(HttpCall.postJson(this.url, post))) {
			case Response response -> judge(response);
			case NoResponse none -> HttpOutcomes.ofNoResponse(none);
		};
	}

	private Outcome judge(Response response) {
		if (!response.successful()) {
			return this.errors.of(response);
		}
		boolean accepted = response.status() == ACCEPTED && !response.body().stripLeading().startsWith("<");
		return (accepted || response.body().strip().equals(POSTED)) ? Outcome.delivered()
				: HttpOutcomes.ofForeignSuccess(response, TeamsErrors.VENDOR);
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.message.render(notification).toPrettyString());
	}

}
