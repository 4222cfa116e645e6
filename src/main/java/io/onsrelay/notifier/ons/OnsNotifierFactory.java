package io.onsrelay.notifier.ons;

import java.time.Duration;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenter;

/**
 * Creates a notifier for each configured topic.
 */
final class OnsNotifierFactory implements NotifierFactory<OnsSettings> {

	/**
	 * Of publishing and of looking the endpoint up, see
	 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/notificationpolicyreference.htm.
	 */
	private static final String POLICY = "this principal to use ons-topics in the compartment of the topic";

	private final OciSdk sdk;

	private final Presenter presenter;

	OnsNotifierFactory(OciSdk sdk, Presenter presenter) {
		this.sdk = sdk;
		this.presenter = presenter;
	}

	@Override
	public String kind() {
		return "ons";
	}

	@Override
	public Class<OnsSettings> settings() {
		return OnsSettings.class;
	}

	@Override
	public Duration timeout(OnsSettings settings) {
		return OciCalls.within(settings.timeout(), true);
	}

	/**
	 * A topic gets every message, as it would from a rule.
	 */
	@Override
	public boolean muteable() {
		return false;
	}

	@Override
	public Notifier create(Destination destination, OnsSettings settings) {
		OciCalls calls = new OciCalls(this.sdk, destination, POLICY);
		return new OnsNotifier(settings.topicId(), calls, new TopicClient(calls, settings), this.presenter);
	}

}
