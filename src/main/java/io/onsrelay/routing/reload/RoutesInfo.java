package io.onsrelay.routing.reload;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.onsrelay.config.Mistake;

/**
 * Shows at {@code /actuator/info} which routes are loaded. That is read without
 * credentials, so it names properties and quotes nothing.
 */
final class RoutesInfo implements InfoContributor {

	private final RoutesReload reload;

	RoutesInfo(RoutesReload reload) {
		this.reload = reload;
	}

	@Override
	public void contribute(Info.Builder builder) {
		RoutesStatus status = this.reload.status();
		Map<String, Object> routes = new LinkedHashMap<>();
		routes.put("version", status.version());
		routes.put("loadedAt", status.loadedAt().toString());
		RoutesStatus.Refused refusal = status.refusal();
		if (refusal != null) {
			routes.put("refusedSince", refusal.since().toString());
			routes.put("mistakesIn", refusal.mistakes().stream().map(Mistake::property).distinct().toList());
		}
		if (!status.restartNeeded().isEmpty()) {
			routes.put("restartNeededFor", status.restartNeeded());
		}
		builder.withDetail("routes", routes);
	}

}
