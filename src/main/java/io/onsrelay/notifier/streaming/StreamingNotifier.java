package io.onsrelay.notifier.streaming;

import java.util.List;
import java.util.Optional;

import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.oci.OciCalls;

/**
 * Puts messages into a stream. See
 * https://docs.oracle.com/en-us/iaas/Content/Streaming/Tasks/publishing.htm.
 */
final class StreamingNotifier implements Notifier {

	/**
	 * The largest message, and the largest request, in bytes before they are encoded, see
	 * https://docs.oracle.com/en-us/iaas/api/#/en/streaming/20180418/Message/PutMessages.
	 */
	static final int MAX_BYTES = 1024 * 1024;

	/**
	 * Streaming has no such limit. Some 100 events of usual length make 300 KB.
	 */
	private static final Batching BATCHING = new Batching(2, 100);

	private final OciCalls calls;

	private final StreamWriter stream;

	StreamingNotifier(OciCalls calls, StreamWriter stream) {
		this.calls = calls;
		this.stream = stream;
	}

	@Override
	public Batching batching() {
		return BATCHING;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		List<StreamEntry> entries = batch.stream()
			.map((notification) -> StreamEntry.of(notification.message()))
			.toList();
		int count = fitting(entries);
		if (count == 0) {
			return first(batch,
					Outcome.rejected(Reason.RENDERING, "the message has %d bytes with its key, and a stream takes %d"
						.formatted(entries.getFirst().size(), MAX_BYTES)));
		}
		String requestId = batch.getFirst().message().id().toString().replace("-", "");
		Outcome outcome = this.calls.call(() -> this.stream.put(requestId, entries.subList(0, count)));
		// A request that is refused as a whole says nothing of each message
		return (count == batch.size() || outcome instanceof Outcome.Rejected) ? outcome
				: Outcome.each(outcome.each(count));
	}

	private static Outcome first(List<Notification> batch, Outcome.OfOne outcome) {
		return (batch.size() == 1) ? outcome : Outcome.each(List.of(outcome));
	}

	/**
	 * Return how many of the first entries one request holds.
	 */
	private static int fitting(List<StreamEntry> entries) {
		int bytes = 0;
		for (int i = 0; i < entries.size(); i++) {
			bytes += entries.get(i).size();
			if (bytes > MAX_BYTES) {
				return i;
			}
		}
		return entries.size();
	}

	@Override
	public Optional<String> preview(Notification notification) {
		return Optional.of(StreamEntry.of(notification.message()).inWords());
	}

}
