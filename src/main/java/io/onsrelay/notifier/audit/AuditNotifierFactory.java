package io.onsrelay.notifier.audit;

import java.util.Map;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.store.Store;

/**
 * Creates audit stores. {@code audit/default} exists without being configured.
 */
final class AuditNotifierFactory implements NotifierFactory<AuditSettings> {

	private final Store store;

	AuditNotifierFactory(Store store) {
		this.store = store;
	}

	@Override
	public String kind() {
		return "audit";
	}

	@Override
	public Class<AuditSettings> settings() {
		return AuditSettings.class;
	}

	@Override
	public Notifier create(Destination destination, AuditSettings settings) {
		return new AuditNotifier(destination, this.store);
	}

	@Override
	public Map<String, AuditSettings> defaults() {
		return Map.of("default", new AuditSettings(true));
	}

	@Override
	public boolean muteable() {
		return false;
	}

	@Override
	public boolean receivesAll(AuditSettings settings) {
		return settings.everyMessage();
	}

}
