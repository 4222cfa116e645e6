package io.onsrelay.notifier.functions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.notifier.oci.OriginalBody;
import io.onsrelay.presentation.Presenter;

/**
 * Invokes a function. See
 * https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsinvokingfunctions.htm.
 */
final class FunctionsNotifier implements Notifier {

	/**
	 * The largest request, see
	 * https://docs.oracle.com/en-us/iaas/api/#/en/functions/20181201/Function/InvokeFunction.
	 */
	static final int MAX_BYTES = 6 * 1024 * 1024;

	private final OciCalls calls;

	private final FunctionClient client;

	private final Presenter presenter;

	FunctionsNotifier(OciCalls calls, FunctionClient client, Presenter presenter) {
		this.calls = calls;
		this.client = client;
		this.presenter = presenter;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		Notification notification = batch.getFirst();
		byte[] body = body(notification);
		if (body.length > MAX_BYTES) {
			return Outcome.rejected(Reason.RENDERING,
					"the message has %d bytes, and a function takes %d".formatted(body.length, MAX_BYTES));
		}
		return this.calls.call(() -> this.client.invoke(body, OciCalls.requestId(notification)));
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(this.presenter.withoutSecrets(new String(body(notification), StandardCharsets.UTF_8)));
	}

	private static byte[] body(Notification notification) {
		return OriginalBody.of(notification.message());
	}

}
