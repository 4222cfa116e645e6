package io.onsrelay.notifier.streaming;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.oracle.bmc.streaming.StreamAdminClient;
import com.oracle.bmc.streaming.StreamClient;
import com.oracle.bmc.streaming.model.PutMessagesDetails;
import com.oracle.bmc.streaming.requests.GetStreamRequest;
import com.oracle.bmc.streaming.requests.PutMessagesRequest;
import com.oracle.bmc.streaming.responses.PutMessagesResponse;
import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.oci.OciCalls;
import io.onsrelay.notifier.oci.OciOutcomes;

/**
 * The SDK's client of one stream, which is opened at the first call.
 */
final class StreamWriter {

	private final OciCalls calls;

	private final StreamingSettings settings;

	private final AtomicReference<@Nullable StreamClient> client = new AtomicReference<>();

	StreamWriter(OciCalls calls, StreamingSettings settings) {
		this.calls = calls;
		this.settings = settings;
	}

	/**
	 * Puts entries into the stream in one request.
	 * @param requestId the id by which OCI logs the request: 32 hexadecimal digits, to
	 * which OCI appends its own
	 * @param entries the entries, at least one
	 * @return the outcome
	 * @throws RuntimeException whatever the SDK throws
	 */
	Outcome put(String requestId, List<StreamEntry> entries) {
		StreamClient stream = client();
		if (stream == null) {
			return Outcome.retry(Reason.SERVER,
					"OCI names no messages endpoint of the stream: it is being created or deleted");
		}
		PutMessagesRequest request = PutMessagesRequest.builder()
			.streamId(this.settings.streamId())
			.opcRequestId(requestId)
			.putMessagesDetails(PutMessagesDetails.builder()
				.messages(entries.stream().map(StreamEntry::toDetails).toList())
				.build())
			.build();
		return put(stream, request, entries.stream().map(StreamEntry::key).toList());
	}

	private static Outcome put(StreamClient stream, PutMessagesRequest request, List<String> keys) {
		try {
			PutMessagesResponse response = stream.putMessages(request);
			return (response.getOpcRequestId() != null) ? PutResults.judge(keys, response.getPutMessagesResult())
					: OciOutcomes.notOracles();
		}
		// Whatever else the SDK throws is for the caller
		catch (RuntimeException ex) {
			if (OciOutcomes.isUnreadable(ex)) {
				return PutResults.unrecognized();
			}
			throw ex;
		}
	}

	/**
	 * Two calls may open a client at the same time; one of them is used, and both are
	 * closed at the end.
	 */
	private @Nullable StreamClient client() {
		StreamClient opened = this.client.get();
		if (opened != null) {
			return opened;
		}
		String configured = this.settings.messagesEndpoint();
		String endpoint = (configured != null) ? configured : lookUp();
		if (endpoint == null) {
			return null;
		}
		StreamClient made = this.calls.clients().open(StreamClient.builder(), endpoint, this.settings.timeout());
		StreamClient other = this.client.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

	/**
	 * Looks the messages endpoint up, which never changes.
	 * @return the endpoint; {@code null} if the stream has none
	 */
	private @Nullable String lookUp() {
		return this.calls.clients()
			.once(StreamAdminClient.builder(), this.settings.endpoint(), this.settings.streamId(),
					OciCalls.LOOKUP_TIMEOUT,
					(streams) -> streams
						.getStream(GetStreamRequest.builder().streamId(this.settings.streamId()).build()))
			.getStream()
			.getMessagesEndpoint();
	}

}
