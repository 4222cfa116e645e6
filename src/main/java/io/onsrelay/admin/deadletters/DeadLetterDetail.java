package io.onsrelay.admin.deadletters;

import java.util.List;

/**
 * A dead letter with its attempts.
 *
 * @param letter the dead letter
 * @param attempts every attempt, oldest first
 */
record DeadLetterDetail(DeadLetterView letter, List<AttemptView> attempts) {
}
