package io.onsrelay.incident;

import java.util.Optional;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.incident.Incident.Effect;

/**
 * Backups: one that failed is an incident of its database until the next one succeeds.
 * The end of a backup whose state is not known does neither.
 */
final class BackupRule implements EventRule {

	private static final Set<String> TYPES = Set.of("databaseservice.backupdatabase.end",
			"databaseservice.automaticbackupdatabase.end", "databaseservice.autonomous.database.backup.end");

	private static final Set<String> DONE = Set.of("active", "available", "succeeded", "completed");

	@Override
	public Optional<Incident> of(TypedEvent event) {
		if (!TYPES.contains(event.type()) || !(event.failed() || DONE.contains(event.lifecycleState()))) {
			return Optional.empty();
		}
		return Optional
			.of(Incident.of("backup", event.resource(), event.failed() ? Effect.OPENS : Effect.CLOSES, Severity.ERROR));
	}

}
