package io.onsrelay.notifier.ons;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Rate;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.presentation.Presenter;

/**
 * Publishes messages to a topic. See
 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/PublishResult/PublishMessage.
 */
final class OnsNotifier implements Notifier {

	/**
	 * What ONS takes for each topic.
	 */
	private static final Rate RATE = Rate.of(60, Duration.ofMinutes(1));

	private final String topicId;

	private final OciCalls calls;

	private final TopicClient client;

	private final Presenter presenter;

	OnsNotifier(String topicId, OciCalls calls, TopicClient client, Presenter presenter) {
		this.topicId = topicId;
		this.calls = calls;
		this.client = client;
		this.presenter = presenter;
	}

	@Override
	public Rate rate() {
		return RATE;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		Notification notification = batch.getFirst();
		Message message = notification.message();
		if (message.headers().topicOcid().filter(this.topicId::equals).isPresent()) {
			return Outcome.skipped(Reason.UNSUITABLE,
					"the message comes from this topic, so its subscribers have it; let the route leave it out");
		}
		if (Publication.hops(message) >= HopMark.MAX_HOPS) {
			return Outcome.rejected(Reason.RENDERING,
					"relays have published the message onward %d times already, so topics and relays form a loop. "
						.formatted(HopMark.MAX_HOPS)
							+ "Change the route that leads back to a topic the message comes from");
		}
		Publication publication = publication(notification);
		return this.calls.call(() -> this.client.publish(publication, OciCalls.requestId(notification)));
	}

	@Override
	public Optional<String> preview(Notification notification) {
		Publication publication = publication(notification);
		return Optional
			.of("Title: %s%n%n%s".formatted(publication.title(), this.presenter.withoutSecrets(publication.body())));
	}

	private Publication publication(Notification notification) {
		return Publication.of(this.presenter.present(notification).title(), notification.message());
	}

}
