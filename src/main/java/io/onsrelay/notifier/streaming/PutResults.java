package io.onsrelay.notifier.streaming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import com.oracle.bmc.streaming.model.PutMessagesResult;
import com.oracle.bmc.streaming.model.PutMessagesResultEntry;
import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.notifier.oci.OciOutcomes;

/**
 * Judges the answer of Streaming entry by entry: it has status 200 also where no message
 * was taken. See
 * https://docs.oracle.com/en-us/iaas/api/#/en/streaming/20180418/datatypes/PutMessagesResult
 * and, for the codes, https://github.com/oracle/oci-go-sdk/issues/479.
 */
final class PutResults {

	private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");

	private PutResults() {
	}

	/**
	 * Judges an answer.
	 * @param keys the keys of the entries, in the order of the request
	 * @param result the answer; {@code null} if it has no body
	 * @return the outcome: of all entries, or of each
	 */
	static Outcome judge(List<String> keys, @Nullable PutMessagesResult result) {
		List<PutMessagesResultEntry> entries = (result != null) ? result.getEntries() : null;
		if (result == null || entries == null || entries.size() != keys.size()
				|| entries.stream().anyMatch(Objects::isNull)) {
			return unrecognized();
		}
		List<Outcome.OfOne> own = entries.stream().map(PutResults::ofEntry).toList();
		boolean taken = own.stream().allMatch(Outcome.Delivered.class::isInstance);
		Integer failures = result.getFailures();
		if (failures == null || taken != (failures == 0)) {
			return unrecognized();
		}
		if (taken) {
			return Outcome.delivered();
		}
		List<Outcome.OfOne> outcomes = inOrder(keys, own);
		return (outcomes.size() == 1) ? outcomes.getFirst() : Outcome.each(outcomes);
	}

	/**
	 * Sends again what the stream has taken although an entry of the same key before it
	 * is to be sent again. A reader so gets it a second time, in its order.
	 */
	private static List<Outcome.OfOne> inOrder(List<String> keys, List<Outcome.OfOne> own) {
		Map<String, Outcome.Retry> failed = new HashMap<>();
		List<Outcome.OfOne> outcomes = new ArrayList<>();
		for (int i = 0; i < own.size(); i++) {
			Outcome.OfOne outcome = own.get(i);
			Outcome.Retry before = failed.get(keys.get(i));
			if (outcome instanceof Outcome.Retry retry) {
				failed.putIfAbsent(keys.get(i), retry);
			}
			outcomes.add((before != null && outcome instanceof Outcome.Delivered) ? after(before) : outcome);
		}
		return outcomes;
	}

	private static Outcome.Retry after(Outcome.Retry before) {
		return new Outcome.Retry(before.reason(),
				"it is sent again after the one before it with the same key: " + before.detail(), before.retryAfter());
	}

	private static Outcome.OfOne ofEntry(PutMessagesResultEntry entry) {
		String error = OciOutcomes.oneLine(entry.getError());
		String message = OciOutcomes.oneLine(entry.getErrorMessage());
		if (error.isEmpty() && message.isEmpty()) {
			return Outcome.delivered();
		}
		String detail = "the stream did not take it: %s %s".formatted(error, message).strip();
		return switch (error) {
			case "TooManyRequests", "LimitExceeded" -> new Outcome.Retry(Reason.RATE_LIMITED, detail, null);
			case String status when STATUS.matcher(status).matches() -> ofStatus(Integer.parseInt(status), detail);
			default -> new Outcome.Retry(Reason.SERVER, detail, null);
		};
	}

	private static Outcome.OfOne ofStatus(int status, String detail) {
		return HttpOutcomes.ofStatus(status, Optional.empty(), detail).each(1).getFirst();
	}

	/**
	 * Return the outcome of an answer that is not one of Streaming.
	 */
	static Outcome unrecognized() {
		return Outcome.retry(Reason.UNRECOGNIZED,
				"the answer does not tell the result of each message: the stream may have taken them");
	}

}
