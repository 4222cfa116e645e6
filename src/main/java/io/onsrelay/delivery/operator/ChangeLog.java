package io.onsrelay.delivery.operator;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

import io.onsrelay.event.MessageId;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Names the messages of changes in the log. It is written after the commit, so a message
 * whose id can't be read then costs the id and not the change.
 */
final class ChangeLog {

	private ChangeLog() {
	}

	/**
	 * Writes one line for each change.
	 * @param <T> what was changed
	 * @param journal where messages are kept
	 * @param changes what was changed
	 * @param messageSeq the number of the message of each
	 * @param line writes the line, given the id of the message
	 */
	static <T> void of(Journal journal, List<T> changes, ToLongFunction<T> messageSeq, BiConsumer<T, Object> line) {
		Map<Long, MessageId> ids = ids(journal, changes.stream().map(messageSeq::applyAsLong).distinct().toList());
		changes.forEach((change) -> {
			MessageId id = ids.get(messageSeq.applyAsLong(change));
			line.accept(change, (id != null) ? id : "unknown");
		});
	}

	private static Map<Long, MessageId> ids(Journal journal, List<Long> seqs) {
		try {
			return journal.ids(seqs);
		}
		catch (StoreUnavailableException ex) {
			return Map.of();
		}
	}

}
