package io.onsrelay.notifier.streaming;

import java.time.Duration;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.oci.OciSdk;

/**
 * Creates a notifier for each configured stream.
 */
final class StreamingNotifierFactory implements NotifierFactory<StreamingSettings> {

	private static final String POLICY = "this principal to use stream-push in the compartment of the stream, "
			+ "and to read streams where no messages-endpoint is configured";

	private final OciSdk sdk;

	StreamingNotifierFactory(OciSdk sdk) {
		this.sdk = sdk;
	}

	@Override
	public String kind() {
		return "streaming";
	}

	@Override
	public Class<StreamingSettings> settings() {
		return StreamingSettings.class;
	}

	@Override
	public Duration timeout(StreamingSettings settings) {
		return OciCalls.within(settings.timeout(), settings.messagesEndpoint() == null);
	}

	/**
	 * A stream gets every message, as it would from a rule.
	 */
	@Override
	public boolean muteable() {
		return false;
	}

	@Override
	public Notifier create(Destination destination, StreamingSettings settings) {
		OciCalls calls = new OciCalls(this.sdk, destination, POLICY);
		return new StreamingNotifier(calls, new StreamWriter(calls, settings));
	}

}
