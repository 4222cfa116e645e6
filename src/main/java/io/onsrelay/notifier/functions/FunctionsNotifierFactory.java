package io.onsrelay.notifier.functions;

import java.time.Duration;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenter;

/**
 * Creates a notifier for each configured function.
 */
final class FunctionsNotifierFactory implements NotifierFactory<FunctionsSettings> {

	/**
	 * See
	 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/functionspolicyreference.htm.
	 */
	private static final String POLICY = "this principal to use fn-invocation in the compartment of the function, "
			+ "and to read fn-function where no invoke-endpoint is configured";

	private final OciSdk sdk;

	private final Presenter presenter;

	FunctionsNotifierFactory(OciSdk sdk, Presenter presenter) {
		this.sdk = sdk;
		this.presenter = presenter;
	}

	@Override
	public String kind() {
		return "functions";
	}

	@Override
	public Class<FunctionsSettings> settings() {
		return FunctionsSettings.class;
	}

	@Override
	public Duration timeout(FunctionsSettings settings) {
		return OciCalls.within(settings.timeout(), settings.invokeEndpoint() == null);
	}

	/**
	 * A function gets every message, as it would from a rule.
	 */
	@Override
	public boolean muteable() {
		return false;
	}

	@Override
	public Notifier create(Destination destination, FunctionsSettings settings) {
		OciCalls calls = new OciCalls(this.sdk, destination, POLICY);
		return new FunctionsNotifier(calls, new FunctionClient(calls, settings), this.presenter);
	}

}
