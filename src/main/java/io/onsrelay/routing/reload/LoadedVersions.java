package io.onsrelay.routing.reload;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Records in the audit log that other routes are loaded: once for all replicas, also
 * where they changed between two starts.
 */
final class LoadedVersions {

	private static final Set<String> LOCK = Set.of("loaded routes");

	/**
	 * A file has no user. The record says which routes the service has loaded, and when.
	 */
	private static final String WHO = "ons-relay";

	private final Store store;

	private final OperatorChanges changes;

	LoadedVersions(Store store, OperatorChanges changes) {
		this.store = store;
		this.changes = changes;
	}

	/**
	 * Notes what is loaded.
	 * @param version its version
	 * @param at when it was loaded
	 * @param routes how many routes it has
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be noted
	 */
	void note(String version, Instant at, int routes) {
		this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> note(jdbc, version, at, routes)));
	}

	private boolean note(JdbcClient jdbc, String version, Instant at, int routes) {
		Optional<String> before = LoadedVersionTable.find(jdbc);
		if (before.filter(version::equals).isPresent()) {
			return false;
		}
		LoadedVersionTable.replace(jdbc, version, at.toEpochMilli());
		this.changes.append(jdbc,
				new OperatorChange(WHO, "routes.loaded", "routes",
						before.map((known) -> Map.of("version", known)).orElse(null),
						Map.of("version", version, "routes", routes), null));
		return true;
	}

}
