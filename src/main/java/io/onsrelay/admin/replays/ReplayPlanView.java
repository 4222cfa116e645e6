package io.onsrelay.admin.replays;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.onsrelay.replay.ReplayPlan;

/**
 * The result of a dry run in a response of the API.
 *
 * @param matching how many dead letters match and can be replayed
 * @param removed how many match and can't, since their destination is not configured any
 * more
 * @param destinations how many can be replayed, by destination
 * @param limit how many one replay may have at most
 * @param snapshot what to submit as {@code snapshot}
 * @param at when they were counted
 */
record ReplayPlanView(long matching, long removed, Map<String, Long> destinations, int limit, String snapshot,
		Instant at) {

	static ReplayPlanView of(ReplayPlan plan) {
		Map<String, Long> destinations = new TreeMap<>();
		plan.destinations().forEach((destination, count) -> destinations.put(destination.toString(), count));
		return new ReplayPlanView(plan.matching(), plan.removed(), destinations, plan.most(),
				SnapshotText.of(plan.snapshot()), plan.snapshot().at());
	}

}
