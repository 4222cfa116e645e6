package io.onsrelay.notifier.audit;

import java.util.Map;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.StoreNotifier;

/**
 * Creates audit stores. {@code audit/default} exists without being configured.
 */
final class AuditNotifierFactory implements NotifierFactory<AuditSettings> {

	private final AuditLog log;

	AuditNotifierFactory(AuditLog log) {
		this.log = log;
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
	public StoreNotifier create(Destination destination, AuditSettings settings) {
		return new AuditNotifier(destination, this.log);
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
