package io.onsrelay.silence;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.silence.model.Silence;

/**
 * Adds to the audit log what operators change, in the unit of work that changes it.
 */
final class SilenceChanges {

	private final OperatorChanges changes;

	/**
	 * Creates it.
	 * @param changes where changes are added
	 */
	SilenceChanges(OperatorChanges changes) {
		this.changes = changes;
	}

	void created(JdbcClient jdbc, Silence silence) {
		this.changes.append(jdbc, new OperatorChange(silence.createdBy(), "silence.created", target(silence.id()), null,
				Map.of("condition", silence.condition(), "until", silence.until()), silence.reason()));
	}

	void ended(JdbcClient jdbc, Silence before, Silence after, String by) {
		this.changes.append(jdbc, new OperatorChange(by, "silence.ended", target(after.id()),
				Map.of("until", before.until()), Map.of("until", after.end()), null));
	}

	void sent(JdbcClient jdbc, long silence, List<Long> held, String by) {
		this.changes.append(jdbc,
				new OperatorChange(by, "silence.sent", target(silence), null, Map.of("held", held), null));
	}

	private static String target(long silence) {
		return "silence/" + silence;
	}

}
