package io.onsrelay.audit.verification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong: of each kind the first, and how many more there are. For
 * several threads.
 */
public final class AuditFindings {

	private final Map<AuditFault, FaultCount> kinds = new EnumMap<>(AuditFault.class);

	/**
	 * Adds a record that is wrong.
	 * @param fault what is wrong
	 * @param index the index of its leaf
	 * @param messageId the id of its message, if that is known
	 * @param text the sentence
	 */
	public void record(AuditFault fault, long index, @Nullable String messageId, String text) {
		add(new Finding(fault, index, messageId, text, 0), index, 1);
	}

	/**
	 * Adds records that are wrong, the first of which is known.
	 * @param fault what is wrong
	 * @param index the index of the first leaf
	 * @param messageId the id of its message, if that is known
	 * @param text the sentence
	 * @param count how many there are
	 */
	public void records(AuditFault fault, long index, @Nullable String messageId, String text, long count) {
		add(new Finding(fault, index, messageId, text, 0), index, count);
	}

	/**
	 * Adds something else that is wrong.
	 * @param fault what is wrong
	 * @param order what comes first among those of a kind
	 * @param text the sentence
	 */
	public void other(AuditFault fault, long order, String text) {
		other(fault, order, null, text);
	}

	/**
	 * Adds a record without a leaf that is wrong.
	 * @param fault what is wrong
	 * @param order what comes first among those of a kind
	 * @param messageId the id of its message, if that is known
	 * @param text the sentence
	 */
	public void other(AuditFault fault, long order, @Nullable String messageId, String text) {
		add(new Finding(fault, null, messageId, text, 0), order, 1);
	}

	private synchronized void add(Finding finding, long order, long count) {
		this.kinds.merge(finding.fault(), new FaultCount(finding, order, count), FaultCount::plus);
	}

	/**
	 * Return whether something of a kind is wrong.
	 * @param fault the kind
	 * @return {@code true} if so
	 */
	public synchronized boolean has(AuditFault fault) {
		return this.kinds.containsKey(fault);
	}

	/**
	 * Return the findings.
	 * @return the first of each kind, in the order of the kinds
	 */
	public synchronized List<Finding> list() {
		return this.kinds.values().stream().map(FaultCount::finding).toList();
	}

	/**
	 * The findings of a kind.
	 */
	private record FaultCount(Finding first, long order, long count) {

		FaultCount plus(FaultCount other) {
			return (other.order < this.order) ? new FaultCount(other.first, other.order, this.count + other.count)
					: new FaultCount(this.first, this.order, this.count + other.count);
		}

		Finding finding() {
			return new Finding(this.first.fault(), this.first.index(), this.first.messageId(), this.first.text(),
					this.count - 1);
		}

	}

}
