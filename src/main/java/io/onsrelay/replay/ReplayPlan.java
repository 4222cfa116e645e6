package io.onsrelay.replay;

import java.util.Map;

import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.notifier.Destination;

/**
 * The result of a dry run.
 *
 * @param filter which dead letters
 * @param snapshot when they were counted
 * @param matching how many match, exactly, and can be replayed
 * @param removed how many match and can't be replayed, since their destination is not
 * configured any more
 * @param destinations how many can be replayed, for each destination, in their order
 * @param most how many one replay may have at most
 */
public record ReplayPlan(DeadLetterFilter filter, ReplaySnapshot snapshot, long matching, long removed,
		Map<Destination, Long> destinations, int most) {
}
