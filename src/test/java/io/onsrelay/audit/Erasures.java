package io.onsrelay.audit;

import java.time.Clock;
import java.util.List;
import java.util.Random;

import io.onsrelay.event.MessageIds;
import io.onsrelay.store.Store;

/**
 * Makes erasures for tests of other modules.
 */
public final class Erasures {

	private Erasures() {
	}

	public static AuditErasure in(Store store, Clock clock, BodyCopies... copies) {
		return new AuditErasure(new AuditLog(store::isShared), store, List.of(copies),
				new MessageIds(clock, new Random(1))::next, clock);
	}

}
