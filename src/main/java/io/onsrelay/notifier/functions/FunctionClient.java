package io.onsrelay.notifier.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;

import com.oracle.bmc.functions.FunctionsInvokeClient;
import com.oracle.bmc.functions.FunctionsManagementClient;
import com.oracle.bmc.functions.requests.GetFunctionRequest;
import com.oracle.bmc.functions.requests.InvokeFunctionRequest;
import com.oracle.bmc.functions.responses.InvokeFunctionResponse;
import com.oracle.bmc.util.StreamUtils;
import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.functions.FunctionsSettings.Mode;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.notifier.oci.OciOutcomes;

/**
 * The SDK's client of one function, which is opened at the first call.
 */
final class FunctionClient {

	/**
	 * What Fn, the software behind the service, gives each call. See
	 * https://github.com/fnproject/docs/blob/master/fn/develop/function-format.md.
	 */
	private static final String CALL_ID = "fn-call-id";

	private final OciCalls calls;

	private final FunctionsSettings settings;

	private final AtomicReference<@Nullable FunctionsInvokeClient> client = new AtomicReference<>();

	FunctionClient(OciCalls calls, FunctionsSettings settings) {
		this.calls = calls;
		this.settings = settings;
	}

	/**
	 * Invokes the function.
	 * @param body what it gets
	 * @param requestId the id of the request
	 * @return the outcome
	 * @throws RuntimeException whatever the SDK throws
	 */
	Outcome invoke(byte[] body, String requestId) {
		boolean detached = this.settings.mode() == Mode.DETACHED;
		InvokeFunctionResponse response = client().invokeFunction(InvokeFunctionRequest.builder()
			.functionId(this.settings.functionId())
			.opcRequestId(requestId)
			.fnInvokeType(
					detached ? InvokeFunctionRequest.FnInvokeType.Detached : InvokeFunctionRequest.FnInvokeType.Sync)
			// The SDK signs the body, and can only read it again from such a stream
			.invokeFunctionBody(StreamUtils.createByteArrayInputStream(body))
			.build());
		close(response.getInputStream());
		return (response.getOpcRequestId() != null || OciOutcomes.hasHeader(response, CALL_ID)) ? Outcome.delivered()
				: OciOutcomes.unrecognized(response);
	}

	/**
	 * Closes the answer without reading it: its connection is not reused before.
	 */
	private static void close(@Nullable InputStream answer) {
		if (answer == null) {
			return;
		}
		try {
			answer.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Two calls may open a client at the same time; one of them is used, and both are
	 * closed at the end.
	 */
	private FunctionsInvokeClient client() {
		FunctionsInvokeClient opened = this.client.get();
		if (opened != null) {
			return opened;
		}
		String endpoint = this.settings.invokeEndpoint();
		FunctionsInvokeClient made = this.calls.clients()
			.open(FunctionsInvokeClient.builder().isStreamWarningEnabled(false),
					(endpoint != null) ? endpoint : lookUp(), this.settings.timeout());
		FunctionsInvokeClient other = this.client.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

	/**
	 * Looks the invoke endpoint up, which never changes.
	 */
	private String lookUp() {
		return this.calls.clients()
			.once(FunctionsManagementClient.builder(), this.settings.endpoint(), this.settings.functionId(),
					OciCalls.LOOKUP_TIMEOUT,
					(functions) -> functions
						.getFunction(GetFunctionRequest.builder().functionId(this.settings.functionId()).build()))
			.getFunction()
			.getInvokeEndpoint();
	}

}
